"""English wording of planted incidents; slots as in phrases.py, products and tags as elsewhere."""

from typing import NamedTuple

from ticket_generator.phrases import Issue


class Theme(NamedTuple):
    """What an incident is about, how large and how long it is."""

    name: str
    theme: str  # the name in one word
    category: str
    keywords: tuple[str, ...]
    days: float  # from the first ticket to the last
    size: float  # tickets, in days' usual number of tickets
    urgency: float  # chance that a ticket on it is urgent
    issue: Issue


THEMES: tuple[Theme, ...] = (
    Theme(
        "Outage of the web app",
        "outage",
        "performance",
        ("outage", "gateway", "503", "unreachable", "status page"),
        1.0,
        1.8,
        0.5,
        Issue(
            "Web app",
            "slow_page",
            (
                "Outage? Nothing loads for {company}",
                "503 gateway error on every page",
                "Service unreachable since this morning",
                "Whole platform down for the {team} team",
                "Bad gateway on {url}",
                "Is there an outage right now?",
                "Your service is unreachable from {browser}",
            ),
            (
                "every page answers with 503 bad gateway and nobody in the {team} team can work.",
                "the whole platform is unreachable for us, all {n} users see a gateway error.",
                "we have a total outage here, {url} does not answer at all.",
                "since a few minutes all we get is error 503 and your status page is still green.",
                "there seems to be an outage, the service is unreachable from all our offices.",
            ),
            (
                "Your status page does not mention any outage.",
                "The gateway error comes after about {n} seconds.",
                "Mobile is unreachable as well.",
                "The 503 comes back on every reload.",
                "Please update the status page so that we know what to tell our people.",
            ),
        ),
    ),
    Theme(
        "Bad release of the mobile app",
        "bad_release",
        "bug",
        ("update", "5.0", "white screen", "rollback", "app store"),
        3.0,
        2.0,
        0.2,
        Issue(
            "Mobile app",
            "app_crash",
            (
                "White screen after update to 5.0",
                "Release 5.0 unusable on {device}",
                "How do I roll back the 5.0 update?",
                "5.0 from the app store shows only a white screen",
                "New release 5.0 broke our phones",
                "App update 5.0: white screen on {device}",
            ),
            (
                "after the automatic update to 5.0 the app shows nothing but a white screen.",
                "release 5.0 arrived over night and on {device} we only see a white screen.",
                "since the app store installed 5.0 all {n} phones stop at the white screen.",
                "please tell me how to roll back to the release before 5.0.",
            ),
            (
                "Reinstalling from the app store brings the same white screen.",
                "Phones that still wait for the update are fine.",
                "We need a rollback today, the {team} team is standing around.",
                "I have switched off automatic updates on the other {n} phones.",
            ),
        ),
    ),
    Theme(
        "Price increase announced",
        "price_change",
        "billing",
        ("price increase", "announcement", "percent more", "pricing", "renewal"),
        6.0,
        2.4,
        0.02,
        Issue(
            "Plans",
            "upgrade",
            (
                "Price increase of {n} percent?",
                "Your announcement of new pricing",
                "We do not accept the price increase",
                "New pricing at renewal for {company}",
                "Question on the announced price increase",
                "Pricing letter: {n} percent more for the {plan} plan",
            ),
            (
                "we received your announcement that the {plan} plan costs {n} percent more.",
                "the price increase you announced is far above what we can accept.",
                "your letter on the new pricing does not say what it means for our renewal.",
                "does the announced price increase apply to contracts that run until {month}?",
            ),
            (
                "A price increase of {n} percent needs the consent of our management.",
                "Competitors offer the same for less, so please explain the new pricing.",
                "We would like to keep the old pricing until our renewal.",
                "The announcement came without any warning.",
            ),
        ),
    ),
    Theme(
        "Double debit by the payment provider",
        "double_debit",
        "billing",
        ("debited", "direct debit", "duplicate debit", "bank reversal"),
        2.0,
        1.5,
        0.15,
        Issue(
            "Payments",
            "payment_failed",
            (
                "Direct debit taken two times today",
                "Duplicate debit of {amount}",
                "Account of {company} debited twice over night",
                "Bank reversal of the duplicate debit",
                "Two direct debits for one invoice",
            ),
            (
                "the direct debit for invoice {invoice} was taken two times over night.",
                "our account was debited {amount} and a minute later debited again.",
                "there is a duplicate debit of {amount} on the statement of {company}.",
                "our bank asks whether it should make a reversal of the duplicate debit.",
            ),
            (
                "The account is now overdrawn because of the duplicate debit.",
                "Both direct debits carry the same mandate.",
                "Please do not let us order a bank reversal, send the money back.",
                "Other companies in our building were debited twice too.",
            ),
        ),
    ),
    Theme(
        "Strike at the parcel carrier",
        "carrier_strike",
        "orders",
        ("strike", "carrier", "depot"),
        5.0,
        1.9,
        0.08,
        Issue(
            "Shop",
            "delivery",
            (
                "Order {order} held up by the strike",
                "Carrier strike: what about our parcels?",
                "Strike at the depot, can we pick up order {order}?",
                "Send order {order} with another carrier",
                "Parcels stuck in the depot because of the strike",
            ),
            (
                "the carrier says order {order} is stuck in the depot because of the strike.",
                "because of the strike none of our parcels has left the depot.",
                "can you send order {order} with a carrier that is not on strike?",
                "we heard about the strike on the radio and wonder what happens to order {order}.",
            ),
            (
                "We would drive to the depot and fetch it.",
                "The carrier does not know how long the strike will last.",
                "A second carrier would be worth the price.",
                "Our own customers do not care about a strike.",
            ),
        ),
    ),
    Theme(
        "Phishing wave in our name",
        "phishing",
        "account",
        ("phishing", "fake", "scam", "suspicious", "sender"),
        2.5,
        1.4,
        0.25,
        Issue(
            "Profile",
            "privacy",
            (
                "Suspicious mail in your name",
                "Phishing: fake message asks for passwords",
                "Is this sender really you?",
                "Scam mail to the {team} team",
                "Fake sign-in page looks like yours",
            ),
            (
                "{n} people here received a suspicious mail that pretends to come from you.",
                "a phishing mail with your logo asks us to confirm our bank details.",
                "somebody sends fake messages in your name, the sender looks almost right.",
                "I clicked on a link in a scam mail before I saw that the sender was fake.",
            ),
            (
                "The fake page looks just like yours.",
                "Please warn everybody about this phishing.",
                "We blocked the suspicious sender on our mail server.",
                "Has your customer list been stolen by the scam people?",
            ),
        ),
    ),
    Theme(
        "Expired certificate of the identity provider link",
        "expired_certificate",
        "login",
        ("certificate", "expired", "not trusted", "handshake"),
        1.2,
        1.5,
        0.45,
        Issue(
            "Single sign-on",
            "sso",
            (
                "Certificate not trusted, nobody can sign in",
                "Your certificate expired at midnight",
                "Handshake fails: certificate expired",
                "Security warning about an expired certificate",
                "Expired certificate locks out the {team} team",
            ),
            (
                "{browser} warns that your certificate expired at midnight and is not trusted.",
                "the handshake with {tool} fails because your certificate expired.",
                "nobody at {company} gets past the warning about the expired certificate.",
                "our proxy refuses the handshake, it says the certificate is not trusted.",
            ),
            (
                "The certificate expired at midnight, universal time.",
                "We may not click the warning away, it is not trusted for a reason.",
                "Please renew the certificate at once.",
                "The handshake was fine {when}.",
            ),
        ),
    ),
    Theme(
        "Rate limit lowered by mistake",
        "throttling",
        "integration",
        ("429", "throttled", "quota", "too many requests"),
        2.0,
        1.6,
        0.2,
        Issue(
            "API",
            "api_error",
            (
                "429 too many requests since this morning",
                "Throttled although below our quota",
                "Quota cut without notice?",
                "Too many requests error for {company}",
                "{tool} jobs throttled with 429",
            ),
            (
                "since this morning nearly every call is throttled with 429 too many requests.",
                "we are far below our quota and get 429 all the time.",
                "our {tool} jobs are throttled after {n} calls.",
                "did you lower the quota? All we see is too many requests.",
            ),
            (
                "The header says our quota is {n}, it used to be a hundred times that.",
                "Retrying makes it worse, then everything is throttled.",
                "The first 429 came at eight in the morning.",
                "Nothing in the changelog mentions a new quota.",
            ),
        ),
    ),
    Theme(
        "Calendar invitations lost",
        "lost_invitations",
        "bug",
        ("invitations", "attendees", "vanished", "appointments"),
        2.5,
        1.4,
        0.15,
        Issue(
            "Notifications",
            "notification",
            (
                "Appointments vanished over night",
                "Invitations not delivered to attendees",
                "All attendees vanished from our appointments",
                "Meeting invitations lost for the {team} team",
                "Attendees get no invitations any more",
            ),
            (
                "all appointments of the {team} team vanished over night.",
                "attendees do not get our invitations any more.",
                "{n} appointments lost their attendees, the invitations have vanished.",
                "we sent invitations to {n} attendees and nobody received one.",
            ),
            (
                "Appointments from before the weekend are still there.",
                "The attendees see nothing in spam either.",
                "New appointments vanish after a minute.",
                "We now send invitations by hand.",
            ),
        ),
    ),
    Theme(
        "Recall of charging cradles",
        "recall",
        "orders",
        ("recall", "overheating", "smoke", "batch", "safety"),
        4.0,
        1.5,
        0.3,
        Issue(
            "Returns",
            "warranty",
            (
                "Recall of the charging cradle",
                "Cradle overheating, is our batch affected?",
                "Smoke from a charging cradle",
                "Safety recall: batch {code}",
                "Replacement for recalled cradles, order {order}",
            ),
            (
                "we read about the recall and want to know whether batch {code} is affected.",
                "one of our cradles was overheating and gave off smoke.",
                "we have {n} of the recalled cradles from order {order}.",
                "your safety notice on the recall does not say how to check the batch.",
            ),
            (
                "For safety we unplugged all of them.",
                "The batch is printed under the cradle.",
                "Please send replacements for the recall before we send ours back.",
                "The smoke set off the fire alarm.",
            ),
        ),
    ),
)
