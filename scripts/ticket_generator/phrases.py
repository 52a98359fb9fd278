"""English wording of the tickets. Words in braces are slots that texts.py fills."""

from typing import NamedTuple


class Issue(NamedTuple):
    """One thing customers write about: its product, its tag, and how they put it."""

    product: str
    tag: str
    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    details: tuple[str, ...]


ISSUES: dict[str, tuple[Issue, ...]] = {
    "billing": (
        Issue(
            "Invoicing",
            "invoice",
            (
                "Wrong amount on invoice {invoice}",
                "{month} invoice does not match our {plan} plan",
                "Question about the {month} invoice for {company}",
                "Invoice {invoice} shows {n} seats instead of what we use",
            ),
            (
                "invoice {invoice} lists {n} seats, but we removed several users in {month}.",
                "the total on our {month} invoice is {amount} above the price of the {plan} plan.",
                "our finance team cannot book invoice {invoice} because the amount looks wrong.",
            ),
            (
                "According to the contract we should pay {amount} per month.",
                "I compared it with the invoice before and nothing changed on our side.",
                "The difference is exactly {amount}, which looks like a second {plan} licence.",
            ),
        ),
        Issue(
            "Invoicing",
            "vat",
            (
                "VAT number missing on invoice {invoice}",
                "Please change the billing address for {company}",
                "{month} invoice has our old company name",
                "Invoice needs our purchase order number {code}",
            ),
            (
                "we moved office in {month} and the invoices still carry the old address.",
                "our VAT number does not appear on invoice {invoice}.",
                "the auditors sent invoice {invoice} back because our legal name on it is wrong.",
            ),
            (
                "The correct name is {company} and the contact for invoices is {email}.",
                "I could not find where to change it in the settings.",
                "Please reissue it with purchase order {code}.",
            ),
        ),
        Issue(
            "Payments",
            "payment_failed",
            (
                "Card payment declined for {plan} plan",
                "Payment for {month} keeps failing",
                "Cannot update the credit card for {company}",
                "Declined payment although the card is valid ({code})",
            ),
            (
                "our card was declined when we tried to pay for {month}.",
                "I entered a new credit card {when} and the form says the payment was declined.",
                "the payment page turns back to the start after I confirm the card with the bank.",
            ),
            (
                "The bank says no request ever reached them.",
                "We tried {n} times with two different cards and {browser}.",
                "The message ends with code {code}.",
            ),
        ),
        Issue(
            "Payments",
            "refund",
            (
                "Refund for {month} not received",
                "Please refund the double payment of {amount}",
                "Charged twice in {month}",
                "Refund status for {company}, {amount}",
            ),
            (
                "we were promised a refund of {amount} in {month} and nothing has arrived.",
                "our statement shows two payments of {amount} on the same day.",
                "I cancelled within the trial and was charged {amount} anyway.",
            ),
            (
                "Your colleague {name} confirmed it by phone.",
                "The bank reference is {code}.",
                "It has now been {n} working days.",
            ),
        ),
        Issue(
            "Plans",
            "upgrade",
            (
                "Upgrade from {plan} to a bigger plan in {month}",
                "How is the {plan} plan prorated?",
                "Quote for {n} more {plan} seats",
                "Discount for the {team} team on the {plan} plan",
            ),
            (
                "we would like to move the {team} team to the {plan} plan.",
                "before we add {n} seats I need to know how the rest of {month} is charged.",
                "our buyer wants a written quote for {n} {plan} seats.",
            ),
            (
                "We pay yearly and the term ends in {month}.",
                "A rough figure is enough for now.",
                "Does the discount from last year still apply?",
            ),
        ),
        Issue(
            "Plans",
            "cancellation",
            (
                "Cancel the {plan} plan at the end of {month}",
                "Still charged after cancelling in {month}",
                "Downgrade {company} to the {plan} plan",
                "How do we end the subscription of the {team} team?",
            ),
            (
                "we want to cancel the {plan} plan by the end of {month}.",
                "I cancelled {when} and got a reminder to pay {amount} this morning.",
                "the downgrade button for the {plan} plan is greyed out for me.",
            ),
            (
                "Please confirm the last day and what happens to our data.",
                "We only keep {n} users who need read access.",
                "There is nothing wrong with the product, the project simply ended.",
            ),
        ),
    ),
    "login": (
        Issue(
            "Web app",
            "password",
            (
                "Password reset link expired for {email}",
                "Cannot reset my password in {browser}",
                "Reset link opens an empty page",
                "Locked out after {n} wrong passwords",
            ),
            (
                "the password reset link says it has expired although I clicked it at once.",
                "I am locked out since {when} and the reset page stays empty in {browser}.",
                "my password stopped working {when}, and I am sure I did not change it.",
            ),
            (
                "My login is {email}.",
                "I asked for the link {n} times and checked the spam folder.",
                "A colleague in the {team} team has the same trouble.",
            ),
        ),
        Issue(
            "Web app",
            "session",
            (
                "Logged out every few minutes in {browser}",
                "Session ends while working in {feature}",
                "Have to sign in again on each page of {feature}",
                "{browser} forgets my session since {when}",
            ),
            (
                "I get thrown out of the web app about every {n} minutes.",
                "every time I open {feature} I am sent back to the sign-in page.",
                "since {when} {browser} does not keep me signed in.",
            ),
            (
                "I lose whatever I typed into {feature}.",
                "Clearing the cookies did not change anything.",
                "It works in a private window, strangely.",
            ),
        ),
        Issue(
            "Single sign-on",
            "sso",
            (
                "SSO error {code} after signing in with {tool}",
                "New users of the {team} team cannot use single sign-on",
                "SAML certificate expires in {month}",
                "Redirect loop with {tool} single sign-on",
            ),
            (
                "after signing in with {tool} we land on an error page with code {code}.",
                "people who joined the {team} team since {when} cannot use single sign-on.",
                "our SAML certificate runs out in {month} and I cannot upload the next one.",
            ),
            (
                "The identity log on our side shows a successful answer.",
                "Existing users are fine, only {n} new ones are affected.",
                "The assertion is sent to {url}.",
            ),
        ),
        Issue(
            "Single sign-on",
            "provisioning",
            (
                "User from {tool} gets no access to {feature}",
                "Groups from {tool} are not mapped to the {team} role",
                "Removed employee can still sign in",
                "Directory sync with {tool} stopped {when}",
            ),
            (
                "the directory sync with {tool} has not run since {when}.",
                "{name} left the company and can still sign in, our security officer is worried.",
                "the {team} group in {tool} should open {feature}, but members see an empty menu.",
            ),
            (
                "We checked the mapping against your guide at {url}.",
                "About {n} people are affected.",
                "Running the sync by hand ends with {code}.",
            ),
        ),
        Issue(
            "Mobile app",
            "mobile_login",
            (
                "Mobile app {version} does not accept my password",
                "Face unlock gone on {device}",
                "Cannot sign in on {device}",
                "App on {device} asks for the company code again",
            ),
            (
                "the mobile app on my {device} refuses my password while the website takes it.",
                "I got a new {device} and the app asks for a company code I never had.",
                "fingerprint sign-in on {device} disappeared {when}.",
            ),
            (
                "I run app version {version}.",
                "Deleting and installing it again did not help.",
                "I am on the road for {n} days and need the app.",
            ),
        ),
        Issue(
            "Mobile app",
            "device_change",
            (
                "Lost my phone, need access for {email}",
                "Authenticator moved to {device}",
                "Please remove the old {device} from my login",
                "Backup codes used up",
            ),
            (
                "I lost my phone {when} and the authenticator with it.",
                "my old {device} is broken and I have no backup codes left.",
                "could you remove the second factor for {email} so that I can set it up again?",
            ),
            (
                "{name} from our {team} team can confirm who I am.",
                "The new one is a {device}.",
                "I still have access to the mailbox {email}.",
            ),
        ),
    ),
    "orders": (
        Issue(
            "Shop",
            "delivery",
            (
                "Where is order {order}?",
                "Order {order} late, promised for {month}",
                "Parcel for {company} not delivered",
                "Tracking of order {order} stuck since {when}",
            ),
            (
                "order {order} was due {when} and has not arrived.",
                "the tracking page of order {order} has not moved since {when}.",
                "the courier claims to have delivered order {order}, but nobody here has seen it.",
            ),
            (
                "It should go to {company}, goods entrance at the back.",
                "We need the {item} for an event in {month}.",
                "The parcel number is {code}.",
            ),
        ),
        Issue(
            "Shop",
            "wrong_item",
            (
                "Received the wrong {item} in order {order}",
                "{item} missing from order {order}",
                "Only {n} of the {item}s arrived",
                "{item} arrived damaged",
            ),
            (
                "we unpacked order {order} and the {item} is not the one we ordered.",
                "order {order} came without the {item}.",
                "the {item} from order {order} arrived with a broken corner.",
            ),
            (
                "I took photos and can send them.",
                "The delivery note lists {n} pieces.",
                "The box itself looked fine from the outside.",
            ),
        ),
        Issue(
            "Shop",
            "order_change",
            (
                "Change delivery address of order {order}",
                "Please cancel order {order}",
                "Add one {item} to order {order}",
                "Ordered the {item} twice by mistake",
            ),
            (
                "I placed order {order} {when} with our old address.",
                "please stop order {order}, my colleague {name} had already ordered the {item}.",
                "can you add another {item} to order {order} before it ships?",
            ),
            (
                "The new address is the one on file for {company}.",
                "The status still says it is being prepared.",
                "If it is too late I will send it back.",
            ),
        ),
        Issue(
            "Returns",
            "return",
            (
                "Return label for the {item}",
                "Return of order {order} not booked",
                "How do I send back a {item}?",
                "Exchange the {item} for another size",
            ),
            (
                "I would like to send back the {item} from order {order}.",
                "we returned order {order} {when} and it is still shown as open.",
                "the return label for the {item} cannot be printed, the file is empty.",
            ),
            (
                "The drop-off receipt is {code}.",
                "It was never used.",
                "The {n} day period should not be over yet.",
            ),
        ),
        Issue(
            "Returns",
            "warranty",
            (
                "{item} broke after {n} weeks",
                "Warranty claim for the {item}",
                "Spare part for {item} from order {order}",
                "Replacement {item} has the same fault",
            ),
            (
                "the {item} from order {order} stopped working after {n} weeks.",
                "the replacement you sent for the {item} shows the same fault.",
                "I need a spare part for the {item} we bought in {month}.",
            ),
            (
                "The serial number ends in {code}.",
                "We use it in the {team} team every day.",
                "It makes a clicking noise and then turns itself off.",
            ),
        ),
        Issue(
            "Warehouse",
            "stock",
            (
                "When will the {item} be back in stock?",
                "Stock of {item} differs between shop and warehouse",
                "Backorder {order} without a date",
                "Bulk order of {n} {item}s for {company}",
            ),
            (
                "the shop shows the {item} as available and the warehouse says it is gone.",
                "we are waiting for a date for backorder {order}.",
                "{company} would like to order {n} pieces of the {item}.",
            ),
            (
                "A delivery in two parts would be fine.",
                "Last time in {month} it took three weeks.",
                "Please tell me whether a similar {item} exists.",
            ),
        ),
    ),
    "bug": (
        Issue(
            "Reports",
            "export",
            (
                "Export of {feature} cuts off the last column",
                "{file} export is empty",
                "Umlauts broken in the {file} export of {feature}",
                "Export from {feature} has duplicate lines",
            ),
            (
                "the {file} export from {feature} leaves out the last column.",
                "when I export {feature} to {file} the file has only the heading.",
                "names with accents come out garbled in the {file} export.",
            ),
            (
                "It happens with every filter I tried.",
                "The same export was fine in version {version}.",
                "The list on the screen has {n} lines, the file has none.",
            ),
        ),
        Issue(
            "Reports",
            "wrong_numbers",
            (
                "Totals in {feature} do not add up",
                "{month} report shows last year's numbers",
                "Filter by {team} ignored in {feature}",
                "Chart and table disagree in {feature}",
            ),
            (
                "the totals in {feature} do not add up for {month}.",
                "the filter for the {team} team is ignored in {feature}.",
                "the chart says {n} and the table beneath it says something else.",
            ),
            (
                "I checked the numbers by hand against a {file} download.",
                "The wrong figure went into a board report, so this is awkward.",
                "Other months look right.",
            ),
        ),
        Issue(
            "Web app",
            "crash",
            (
                "Error {code} when saving in {feature}",
                "Blank page in {feature} with {browser}",
                "Save button does nothing in {feature}",
                "{feature} shows a script error since {version}",
            ),
            (
                "when I press save in {feature} I get error {code}.",
                "{feature} opens as a blank page in {browser}.",
                "the save button in {feature} does nothing at all since version {version}.",
            ),
            (
                "The steps are: open {feature}, edit any line, press save.",
                "It works for {name}, who has the same role.",
                "The console mentions {url}.",
            ),
        ),
        Issue(
            "Web app",
            "display",
            (
                "Dates in {feature} off by one day",
                "Text overlaps in {feature} on {device}",
                "Dropdown in {feature} closes immediately",
                "{feature} prints only the first page",
            ),
            (
                "all dates in {feature} are one day early for our {team} team.",
                "the dropdown in {feature} closes before I can pick anything.",
                "printing from {feature} gives one page, the other {n} are missing.",
            ),
            (
                "My computer is set to our local time zone.",
                "I can reproduce it in {browser} every time.",
                "It is not urgent but it looks bad in front of clients.",
            ),
        ),
        Issue(
            "Mobile app",
            "app_crash",
            (
                "App closes when I open {feature} on {device}",
                "Photos not uploaded from {device}",
                "Offline changes lost on {device}",
                "App {version} drains the battery of my {device}",
            ),
            (
                "the app closes by itself when I open {feature} on my {device}.",
                "changes I made offline were gone after the next sync on {device}.",
                "photos taken with {device} stay at {n} percent and never finish uploading.",
            ),
            (
                "The version shown in the settings is {version}.",
                "It started {when}.",
                "Two colleagues with the same phone see it too.",
            ),
        ),
        Issue(
            "Notifications",
            "notification",
            (
                "E-mail notifications of {feature} arrive twice",
                "No notification when {feature} changes",
                "Notification links lead to the wrong page",
                "Reminder sent to {name} who left the {team} team",
            ),
            (
                "I receive each notification about {feature} twice.",
                "nobody in the {team} team is told when something changes in {feature}.",
                "the link in the notification leads to {url}, which does not exist.",
            ),
            (
                "My settings say one message per day.",
                "We noticed it {when}.",
                "The address is {email}.",
            ),
        ),
    ),
    "performance": (
        Issue(
            "Web app",
            "slow_page",
            (
                "{feature} takes {n} seconds to open",
                "{feature} very slow since {when}",
                "Slow loading for the {team} team",
                "Typing lags in {feature} with {browser}",
            ),
            (
                "{feature} needs about {n} seconds to open since {when}.",
                "the whole {team} team complains that {feature} is slow.",
                "typing in {feature} lags so much that letters appear one after the other.",
            ),
            (
                "Our own line is fine, other sites load at once.",
                "It is worst between nine and eleven.",
                "We have {n} users working in it at the same time.",
            ),
        ),
        Issue(
            "Web app",
            "search",
            (
                "Search for {item} never finishes",
                "Search results come after {n} seconds",
                "Slow filter in {feature} with many lines",
                "Search in {feature} hangs in {browser}",
            ),
            (
                "a search for {item} runs and runs and never shows anything.",
                "filtering {feature} by {month} takes longer than a coffee.",
                "the search box in {feature} freezes {browser} for a while.",
            ),
            (
                "With fewer lines it is quick.",
                "It was instant before {version}.",
                "I stopped the clock at {n} seconds.",
            ),
        ),
        Issue(
            "Reports",
            "slow_report",
            (
                "{month} report times out",
                "Scheduled report arrives hours late",
                "Report on {feature} stays at {n} percent",
                "Big {file} download is slow",
            ),
            (
                "the monthly report for {month} stops with a timeout.",
                "our scheduled report used to come at seven and now arrives around noon.",
                "the report on {feature} stays at {n} percent and never ends.",
            ),
            (
                "It covers about {n} thousand lines.",
                "Splitting it by team works but is a nuisance.",
                "We started to see this {when}.",
            ),
        ),
        Issue(
            "Reports",
            "dashboard",
            (
                "Dashboard of the {team} team loads slowly",
                "Dashboard tiles time out ({code})",
                "Charts in {feature} appear one by one",
                "Dashboard on {device} is not usable",
            ),
            (
                "the dashboard of the {team} team takes ages before the first chart appears.",
                "half of the tiles on our dashboard end with {code}.",
                "on {device} the dashboard scrolls in slow motion.",
            ),
            (
                "There are {n} tiles on it.",
                "Reloading sometimes helps.",
                "We show it on a screen in the office, so everybody notices.",
            ),
        ),
        Issue(
            "API",
            "api_slow",
            (
                "API answers take {n} seconds",
                "Timeouts on {url}",
                "Nightly import takes much longer since {when}",
                "Rate limit reached too early for {company}",
            ),
            (
                "calls to {url} take about {n} seconds since {when}.",
                "our nightly import used to finish in an hour and now runs until breakfast.",
                "we hit the rate limit although we send only {n} requests a minute.",
            ),
            (
                "The request id of a slow call is {code}.",
                "We use the client library in version {version}.",
                "Nothing was changed in our job.",
            ),
        ),
    ),
    "account": (
        Issue(
            "Admin console",
            "user_management",
            (
                "Please add {name} to the {team} team",
                "Cannot invite {email}",
                "Invitation to {name} never arrived",
                "Remove {n} former colleagues",
            ),
            (
                "please give {name} from the {team} team an account.",
                "the invitation for {email} never arrived.",
                "we need to remove {n} former colleagues and I can only pick one at a time.",
            ),
            (
                "The role should be the same as mine.",
                "The address is {email}.",
                "They start in {month}.",
            ),
        ),
        Issue(
            "Admin console",
            "roles",
            (
                "{name} needs admin rights",
                "Role of the {team} team lost access to {feature}",
                "Who is the owner of our workspace?",
                "Permissions in {feature} changed since {when}",
            ),
            (
                "the {team} team can no longer open {feature}.",
                "{name} takes over from me and needs admin rights.",
                "our workspace owner left in {month} and nobody can manage it now.",
            ),
            (
                "I attached the approval of our manager in the portal.",
                "The menu shows a small lock beside it.",
                "There are {n} people waiting for it.",
            ),
        ),
        Issue(
            "Profile",
            "profile",
            (
                "Change my e-mail address to {email}",
                "Last name changed, please update {name}",
                "Cannot change the time zone in my profile",
                "Two accounts for {name}",
            ),
            (
                "my e-mail address changed to {email} and the profile page rejects it.",
                "I seem to have two accounts and my work is split between them.",
                "the time zone in my profile jumps back after I save it.",
            ),
            (
                "The message says the address is already in use.",
                "Please keep the older one, it has the history.",
                "I tried {browser} and my phone.",
            ),
        ),
        Issue(
            "Profile",
            "privacy",
            (
                "Delete the account of {name}",
                "Copy of all data stored about {email}",
                "Stop the newsletter to {email}",
                "Data protection question from {company}",
            ),
            (
                "please delete the account of {name} and everything stored with it.",
                "under data protection law I ask for a copy of the data you hold about {email}.",
                "our data protection officer has a question about where {feature} stores its data.",
            ),
            (
                "We need an answer in writing by {month}.",
                "I unsubscribed {n} times already.",
                "Please confirm once it is done.",
            ),
        ),
        Issue(
            "Workspaces",
            "workspace",
            (
                "Merge two workspaces of {company}",
                "Rename our workspace to {company}",
                "Archive of the {team} workspace not visible",
                "Move {n} projects to another workspace",
            ),
            (
                "we bought a company and want to merge its workspace into ours.",
                "the {team} workspace was archived by mistake {when}.",
                "I would like to move {n} projects to the workspace of {company}.",
            ),
            (
                "Both have the {plan} plan.",
                "The history should stay if that is possible.",
                "What happens to links such as {url}?",
            ),
        ),
    ),
    "integration": (
        Issue(
            "Connectors",
            "sync",
            (
                "{tool} sync stopped {when}",
                "{tool} connector creates duplicates",
                "Fields from {tool} arrive empty",
                "{tool} connection asks for permission again",
            ),
            (
                "the {tool} connector has not synced anything since {when}.",
                "every run of the {tool} connector creates the same {n} records again.",
                "the custom fields from {tool} arrive empty in {feature}.",
            ),
            (
                "The log only says {code}.",
                "We reconnected it and the permissions are all granted.",
                "The mapping has not been touched since {month}.",
            ),
        ),
        Issue(
            "Connectors",
            "setup",
            (
                "How to connect {tool} with {feature}?",
                "{tool} setup fails at step {n}",
                "Which permissions does the {tool} connector need?",
                "Sandbox for {tool} integration",
            ),
            (
                "I am trying to connect {tool} with {feature} and get stuck at step {n}.",
                "our {tool} administrator wants to know which permissions the connector needs.",
                "is there a test environment where the {team} team can try the {tool} connector?",
            ),
            (
                "The guide at {url} shows a button I do not have.",
                "We are on the {plan} plan.",
                "We would like to go live in {month}.",
            ),
        ),
        Issue(
            "API",
            "api_error",
            (
                "API returns {code} for valid requests",
                "Token for {url} rejected",
                "Undocumented field in API answer",
                "Pagination of the API skips records",
            ),
            (
                "the API answers {code} although the same request worked yesterday.",
                "our token is refused at {url} since {when}.",
                "when we page through {feature} some records are left out.",
            ),
            (
                "The request body has not changed, I can send an example.",
                "We are on client version {version}.",
                "It concerns about {n} of a thousand calls.",
            ),
        ),
        Issue(
            "API",
            "api_question",
            (
                "Is there an API call for {feature}?",
                "API key for the {team} team",
                "Old API version switched off in {month}?",
                "How to upload {file} files by API",
            ),
            (
                "is there a call that returns {feature}?",
                "our developers need a key with read access for the {team} team.",
                "I read that the old API ends in {month} and want to know what we must change.",
            ),
            (
                "The documentation at {url} does not mention it.",
                "We call it from {tool}.",
                "We make {n} thousand calls per day.",
            ),
        ),
        Issue(
            "Webhooks",
            "webhook",
            (
                "Webhooks for {feature} arrive late",
                "Webhook to {url} disabled without notice",
                "Webhook signature does not match",
                "Missing webhooks since {when}",
            ),
            (
                "webhooks about {feature} reach us up to {n} minutes late.",
                "our webhook was disabled {when} and nobody told us.",
                "the signature of the webhooks cannot be verified since {when}.",
            ),
            (
                "The receiving address is {url}.",
                "Our server answered every call, I checked the log.",
                "Could you send the lost ones again?",
            ),
        ),
    ),
    "feature_request": (
        Issue(
            "Web app",
            "idea_app",
            (
                "Dark mode for {feature}",
                "Suggestion: keyboard shortcuts in {feature}",
                "Could {feature} remember my filters?",
                "Bulk edit in {feature} for the {team} team",
            ),
            (
                "it would be great if {feature} remembered the filters I set.",
                "the {team} team edits {n} lines a day in {feature} and would love a bulk edit.",
                "have you thought about a dark mode for {feature}?",
            ),
            (
                "It would save us about {n} minutes a day.",
                "I saw something like it in {tool}.",
                "A simple version would already help.",
            ),
        ),
        Issue(
            "Web app",
            "idea_language",
            (
                "Translate {feature} for our {team} team",
                "Support for another currency in {feature}",
                "Own colours and logo in {feature}",
                "More time zones for {feature}",
            ),
            (
                "our {team} team abroad would like {feature} in its own language.",
                "we bill in several currencies and {feature} knows only one.",
                "can we put our own logo into {feature}?",
            ),
            (
                "We would help with the wording.",
                "About {n} people would use it.",
                "Is it planned for {month}?",
            ),
        ),
        Issue(
            "Reports",
            "idea_report",
            (
                "{file} export for {feature}",
                "Report per {team} member",
                "Compare {month} with the year before in {feature}",
                "Weekly mail with {feature} to {email}",
            ),
            (
                "we need {feature} as a {file} file, copying by hand is painful.",
                "please add a report that shows the numbers per member of the {team} team.",
                "I would like to compare {month} with the same month a year ago.",
            ),
            (
                "At the moment I paste it into {tool}.",
                "Our director asks for it in every meeting.",
                "Only the totals matter.",
            ),
        ),
        Issue(
            "Mobile app",
            "idea_mobile",
            (
                "{feature} in the mobile app",
                "Widget for {device}",
                "Offline mode for {feature} on {device}",
                "Scan a {item} with the app",
            ),
            (
                "please bring {feature} to the mobile app.",
                "our {team} team works in basements without signal and needs {feature} offline.",
                "a widget on {device} that shows {feature} would be lovely.",
            ),
            (
                "We carry {n} phones around all day.",
                "Reading only is enough at first.",
                "The others in the {team} team agree.",
            ),
        ),
        Issue(
            "Connectors",
            "idea_connector",
            (
                "Connector for {tool}",
                "Two-way sync with {tool}",
                "Send {feature} to {tool} automatically",
                "Choose which {tool} fields are synced",
            ),
            (
                "do you plan a connector for {tool}?",
                "we would like {feature} to appear in {tool} without copying.",
                "the sync with {tool} should work in both directions.",
            ),
            (
                "Half of the {team} team lives in {tool}.",
                "We would be happy to test it.",
                "Without it we cannot roll out to {n} more users.",
            ),
        ),
    ),
}

CONTEXTS = (
    "This started {when}.",
    "We are {n} people in the {team} team and all of us are affected.",
    "It is not blocking us, but it costs time every day.",
    "We have a client meeting and need this before then.",
    "I already went through the help pages and found nothing that fits.",
    "I mentioned this to {name} on the phone some time ago.",
    "Nothing was changed on our side as far as I know.",
    "I can share my screen if that makes it easier.",
    "You can reach me at {email} or by phone in the morning.",
    "I am writing on behalf of {company}.",
    "Our {team} team depends on this.",
    "It happened {n} times so far.",
    "See {url} for what I mean.",
    "Sorry if this is the wrong place to ask.",
    "My boss {name} keeps asking me about it.",
    "We noticed it while closing the books for {month}.",
    "I am fairly new to this, so bear with me.",
    "I am using {browser}.",
)

ASKS = (
    "Could you please look into it?",
    "Can you help?",
    "Please let me know what to do next.",
    "How do we go on from here?",
    "Please tell me if you need anything else from us.",
    "When can we expect an answer?",
    "Is there something we can do in the meantime?",
    "A short call would be fine as well.",
    "Please treat this as important.",
    "Thanks in advance for having a look.",
    "What are we doing wrong?",
    "I would be grateful for a quick reply.",
    "Please advise.",
    "Any idea?",
)

QUOTES = (
    'The message says "Something went wrong".',
    'All I get is "Please try again later ({code})".',
    'The button "Save" stays grey.',
    'Your page calls it "expected behaviour".',
    'The last answer was just "we are looking into it".',
    'It ends with "unexpected value in line {n}".',
)

ANGRY = (
    "This is really frustrating.",
    "I am very disappointed with your service.",
    "This is unacceptable for a product at this price!",
    "Honestly, I am losing patience.",
    "It is a terrible experience and we are thinking about leaving.",
    "Nobody seems to care, which is annoying.",
    "We are losing money because of this mess.",
    "This is the worst support I have seen.",
    "I am fed up with these problems!!",
    "What a waste of time.",
)

FRIENDLY = (
    "Apart from that we are very happy with the product.",
    "You have always been a great help, thank you.",
    "No hurry at all, and thanks for the good work.",
    "We love the new version by the way.",
    "Your team was wonderful last time.",
    "I really appreciate your help.",
    "Everything else works great.",
    "Keep up the excellent work!",
)

GREETINGS = (
    "Hello,",
    "Hi,",
    "Hi there,",
    "Good morning,",
    "Good afternoon,",
    "Hi support team,",
    "Dear support team,",
    "Hello everyone,",
    "Dear Sir or Madam,",
    "Hey,",
)

CLOSINGS = (
    "Best regards,",
    "Kind regards,",
    "Thanks,",
    "Many thanks,",
    "Thank you,",
    "Regards,",
    "Cheers,",
    "Best,",
    "All the best,",
)

PHONE_LEADS = (
    "Customer called:",
    "Call notes:",
    "Phone call, summary:",
    "Took this by phone:",
)

SUBJECT_ENDS = (
    " - {company}",
    ", please help",
    " (again)",
    ", since {when}",
    " - {team} team",
    "?",
    " - second message",
    ", {name}",
    " (for {name})",
)

SLOTS: dict[str, tuple[str, ...]] = {
    "browser": ("Chrome", "Firefox", "Safari", "Edge", "Brave", "Opera"),
    "device": (
        "iPhone 15",
        "iPhone 13",
        "iPad",
        "Galaxy S23",
        "Pixel 8",
        "Android tablet",
        "Xperia 5",
    ),
    "feature": (
        "the calendar",
        "the contact list",
        "the project board",
        "the time sheet",
        "the price list",
        "the customer overview",
        "the team planner",
        "the document archive",
        "the activity feed",
        "the budget view",
        "the approval page",
        "the stock list",
        "the task list",
        "the order history",
        "the audit trail",
    ),
    "file": ("CSV", "Excel", "PDF", "XML", "JSON"),
    "item": (
        "label printer",
        "card reader",
        "barcode scanner",
        "docking station",
        "receipt printer",
        "tablet stand",
        "cash drawer",
        "headset",
        "desk phone",
        "charging cradle",
        "webcam",
        "kitchen display",
    ),
    "month": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "plan": ("Starter", "Team", "Business", "Scale", "Enterprise"),
    "team": (
        "sales",
        "finance",
        "warehouse",
        "marketing",
        "design",
        "purchasing",
        "logistics",
        "legal",
        "field service",
        "HR",
        "front desk",
        "research",
    ),
    "tool": (
        "Salesforce",
        "HubSpot",
        "Slack",
        "Jira",
        "Shopify",
        "Okta",
        "Azure AD",
        "Google Workspace",
        "Zapier",
        "NetSuite",
        "Xero",
        "Power BI",
        "Teams",
        "SAP",
    ),
    "when": (
        "yesterday",
        "this morning",
        "last week",
        "Monday",
        "Tuesday afternoon",
        "last Friday",
        "the weekend",
        "about ten days ago",
        "two weeks ago",
        "the last holiday",
    ),
}
