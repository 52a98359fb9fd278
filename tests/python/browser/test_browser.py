"""The dashboard in a real browser: figures equal SQL, nothing calls out or complains."""

import csv
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import take_screenshots
from playwright.sync_api import expect

pytestmark = pytest.mark.skipif(
    take_screenshots.chromium() is None,
    reason="no Chromium is installed (Debian: apt-get install chromium)",
)
TITLES = [
    "Overview",
    "Volume",
    "Backlog",
    "SLA",
    "Response & resolution",
    "Team & customers",
    "Themes",
    "Ticket",
    "Data quality",
]
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=30_000)  # a page is drawn late on a busy machine


@pytest.fixture(scope="module")
def address(small_build):
    with take_screenshots.served(small_build) as url:
        yield url


@pytest.fixture(scope="module")
def chrome():
    with take_screenshots.browser() as opened:
        yield opened


@pytest.fixture
def page(chrome, address):
    """A fresh page; afterwards it must have stayed here and have complained about nothing."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    opened, complaints, outside = context.new_page(), [], []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda m: complaints.append(m) if m.type == "error" else None)
    context.on("request", lambda r: outside.append(r.url) if is_outside(r.url) else None)
    opened.on("websocket", lambda w: outside.append(w.url) if is_outside(w.url) else None)
    yield opened
    context.close()
    # Opened at a page's own address, Streamlit looks for its server below that address first.
    texts = [
        f"{c.text} {c.location.get('url', '')}" if hasattr(c, "location") else c for c in complaints
    ]
    assert [text for text in texts if "/_stcore/" not in text] == []
    assert outside == []


def is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "localhost"


def go(page, title: str) -> None:
    """Follows the link in the navigation."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    take_screenshots.settled(page)


def shows(page, label: str, value: str) -> None:
    """Waits for the figure to have the value; fails if it does not get it."""
    figure = page.get_by_test_id("stMetric").filter(has=page.get_by_text(label, exact=True))
    expect(figure.get_by_test_id("stMetricValue")).to_have_text(value)


def pick(page, label: str, value: str) -> None:
    """Chooses a value in a filter, by keyboard."""
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
    box.click()
    box.fill(value)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    take_screenshots.settled(page)


def downloaded(page, folder: Path, name: str) -> Path:
    """Presses the CSV buttons until that file comes; a page draws its parts one by one."""
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    for _ in range(10):
        for number in range(buttons.count()):
            with page.expect_download() as download:
                buttons.nth(number).click()
            if download.value.suggested_filename == name:
                download.value.save_as(folder / name)
                return folder / name
        page.wait_for_timeout(1000)
    raise AssertionError(f"no chart of the page gives {name}")


def hovered(page, name: str):
    """The help of a button; drawing the page anew takes it away, so it may take two tries."""
    told = page.get_by_test_id("stTooltipContent")
    for _ in range(10):
        page.mouse.move(0, 0)
        page.get_by_role("button", name=name).hover()
        page.wait_for_timeout(1000)
        if told.count():
            break
    return told


def query_of(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def attained(sql, condition: str) -> str:
    """Attainment of resolution clocks since the Monday 12 weeks before the last day's."""
    [(met, decided)] = sql(
        "select count(*) filter (where clocks.outcome = 'met'), "
        "count(*) filter (where clocks.outcome in ('met', 'breached', 'overdue')) "
        "from marts.fct_sla_clocks as clocks inner join marts.fct_tickets as tickets "
        "on clocks.ticket_key = tickets.ticket_key where clocks.metric = 'resolution' "
        "and clocks.started_date >= date_trunc('week', (select as_of_date from "
        f"intermediate.int_as_of)) - interval 12 weeks and {condition}"
    )
    return f"{100 * met / decided:.1f} %"


def test_all_pages_without_a_complaint(page, address, tmp_path):
    take_screenshots.opened(page, address)
    for title in TITLES:
        go(page, title)
        assert page.get_by_text("As of").first.is_visible()
        assert not page.get_by_test_id("stException").count(), title
        page.screenshot(path=tmp_path / f"{title}.png", full_page=True)


def test_figures_equal_sql_and_filters_stay(page, address, sql):
    take_screenshots.opened(page, address)
    [(created,)] = sql(
        "select count(*) from marts.fct_tickets where created_date = "
        "(select as_of_date from intermediate.int_as_of)"
    )
    shows(page, "Created", f"{created:,}")

    go(page, "SLA")
    shows(page, "Resolution", attained(sql, "true"))

    pick(page, "Priority", "high")
    page.wait_for_url("**priority=high**")
    shows(page, "Resolution", attained(sql, "clocks.priority = 'high'"))
    pick(page, "Channel", "email")
    page.wait_for_url("**channel=email**")
    both = attained(sql, "clocks.priority = 'high' and tickets.channel = 'email'")
    shows(page, "Resolution", both)

    go(page, "Backlog")
    assert query_of(page) == {"priority": ["high"], "channel": ["email"]}
    assert page.get_by_text("For every channel").first.is_visible()

    shared = page.url.replace("/backlog", "/sla")
    page.goto("about:blank")
    take_screenshots.opened(page, shared)
    shows(page, "Resolution", both)


def test_csv_has_the_data_of_the_chart(page, address, sql, tmp_path):
    take_screenshots.opened(page, f"{address}/volume?period=everything&queue=billing&by=priority")
    file = downloaded(page, tmp_path, "created_tickets_by_priority.csv")
    with open(file, encoding="utf-8", newline="") as lines:
        rows = [(row["priority"], int(row["ticket_count"])) for row in csv.DictReader(lines)]
    assert rows == sql(
        "select priority, count(*) from marts.fct_tickets where queue = 'billing' and is_in_scope "
        "group by priority order by count(*) desc, priority"
    )


def test_a_figure_tells_its_definition(page, address, sql):
    take_screenshots.opened(page, f"{address}/sla")
    [(definition,)] = sql(
        "select definition from reference.kpi_definitions "
        "where kpi_table = 'kpi_sla_attainment_weekly' and figure = 'attainment_rate'"
    )
    told = hovered(page, "Help for First response")
    expect(told).to_contain_text(definition)
    link = told.get_by_role("link", name="docs").first.get_attribute("href")
    assert link.endswith("#!/model/model.support_ticket_analytics.kpi_sla_attainment_weekly")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone(chrome, address, scheme):
    context = chrome.new_context(viewport=PHONE, color_scheme=scheme)
    phone = context.new_page()
    for title in ("", "sla", "ticket"):
        take_screenshots.opened(phone, f"{address}/{title}")
        widths = phone.evaluate(
            "() => [...document.querySelectorAll('[data-testid=stMain] [data-testid]')]"
            ".filter(e => e.offsetWidth > innerWidth).map(e => e.dataset.testid)"
        )
        assert widths == [], json.dumps(widths)
    context.close()
