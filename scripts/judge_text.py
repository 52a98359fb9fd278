"""Judges the text models against what is known: prints one table of quality.

Planted incidents, their false alarms with and without shuffled dates, near-duplicates and VADER on
generated tickets; keywords and topics on labelled queries (CSV with split, intent and text), beside
what scikit-learn makes of the same queries.
"""

import argparse
import csv
import gzip
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
from publishing.problem import Problem

PROJECT = Path(__file__).resolve().parents[1]
COLUMNS = ("ticket_id", "created_at", "category", "description")
TOP_KEYWORDS = 10
# With the stop words that tell categories apart, and as the KPI shows them to people.
KEYWORD_KINDS = (("word", "stop_word"), ("word",))


def main() -> int:
    """Runs the command line; returns the exit code: 0 judged, 1 not."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--seeds", type=numbers, default="7,8,9", help="generated data sets (default 7,8,9)"
    )
    parser.add_argument("--tickets", type=int, default=20_000, help="tickets in each")
    parser.add_argument(
        "--queries", type=Path, help="CSV.gz with split (train, test), intent and text"
    )
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for seed in arguments.seeds:
                judge_generated(seed, arguments.tickets, Path(folder))
            if arguments.queries:
                judge_queries(arguments.queries, Path(folder))
    except (Problem, OSError, ImportError) as problem:
        print(f"judge_text.py: {problem}", file=sys.stderr)
        return 1
    return 0


def numbers(text: str) -> list[int]:
    """Returns the numbers of a list like 7,8,9."""
    return [int(number) for number in text.split(",") if number]


def judge_generated(seed: int, tickets: int, folder: Path) -> None:
    """Prints the figures of one generated data set, as they are and with dates shuffled."""
    files = folder / f"seed_{seed}"
    generate(files, seed=seed, tickets=tickets)
    database = build(files, folder / f"seed_{seed}.duckdb")
    found, planted, false_alarms, weeks = incidents(database, files)
    line(f"seed {seed}: planted incidents found", f"{found} of {planted}", ">= 0.9")
    line("  false alarms, quiet weeks", f"{false_alarms}, {weeks}", "<= 1 in 10 weeks")
    judge_sentiment(database)
    count, recall, precision = duplicates(database, files)
    line(f"  near-duplicates, {count} planted: recall", f"{recall:.4f}", ">= 0.99")
    line("  near-duplicates: precision of pairs", f"{precision:.4f}", "1")
    line("  NPMI: largest difference", f"{npmi_difference(database):.1e}", "0")
    shuffled = folder / f"shuffled_{seed}"
    shuffle_dates(files, shuffled, seed)
    database = build(shuffled, folder / f"shuffled_{seed}.duckdb")
    line("  dates shuffled: false alarms, weeks", "{}, {}".format(*alarms(database)), "<= 1 in 10")


def judge_queries(queries: Path, folder: Path) -> None:
    """Prints the figures of labelled queries, ours and scikit-learn's."""
    rows = read_queries(queries)
    files = folder / "queries"
    write_queries(rows, files)
    topic_count = len({row["intent"] for row in rows})
    database = build(files, folder / "queries.duckdb", text_topic_count=topic_count)
    texts = [our_keywords(database, rows, kinds) for kinds in KEYWORD_KINDS]
    texts += [sklearn_keywords(rows, stop_words) for stop_words in (None, "english")]
    with_stop_words, without, *theirs = [f"{accuracy(rows, words):.3f}" for words in texts]
    line("queries: accuracy by top 10 keywords", with_stop_words, ">= 0.80")
    line("  without stop words, as people are shown them", without, "")
    line("  scikit-learn chi2, with and without", " ".join(theirs), "")
    ours = topic_agreement(rows, read_topics(database, rows))
    judge_sentiment(database)
    line("  NPMI of phrases: largest difference", f"{npmi_difference(database):.1e}", "0")
    line("  topics, NMI and ARI", "{:.3f} {:.3f}".format(*ours), ">= 0.78 0.44")
    for name, labels in sklearn_topics(rows, topic_count):
        line(f"  scikit-learn {name}", "{:.3f} {:.3f}".format(*topic_agreement(rows, labels)), "")


def judge_sentiment(database: Path) -> None:
    """Prints how far the scores are those of vaderSentiment."""
    count, same_class, correlation = vader(database)
    line(f"  VADER, {count:,} texts: same class", f"{same_class:.4f}", ">= 0.99")
    line("  VADER: correlation", f"{correlation:.4f}", ">= 0.985")


def line(figure: str, value: str, wanted: str) -> None:
    """Prints one row of the table."""
    print(f"{figure:48s} {value:>16s}   {wanted}", flush=True)


def generate(folder: Path, **options) -> None:
    """Writes a generated export to a folder; raises Problem if the generator does not."""
    words = [f"--{name}={value}" for name, value in options.items()]
    script = PROJECT / "scripts/generate_tickets.py"
    run([sys.executable, str(script), f"--out={folder}", *words], {})


def build(folder: Path, database: Path, **variables) -> Path:
    """Builds the text models from a folder's export; returns the database."""
    source = {"tickets": str(folder / "support_tickets.csv"), "time_zone": "UTC"}
    if (folder / "ticket_events.csv").exists():
        source["events"] = str(folder / "ticket_events.csv")
    select = ["--select", "+tag:text", "--exclude", "resource_type:test", "resource_type:unit_test"]
    run_dbt(database, {"ticket_sources": {"generic": source}, **variables}, select)
    return database


def run_dbt(database: Path, variables: dict, select: list[str]) -> None:
    """Runs dbt build on a database; raises Problem if a model or test fails."""
    paths = ["--target-path", f"{database}.target", "--log-path", f"{database}.log"]
    dbt = str(Path(sys.executable).with_name("dbt"))
    settings = ["--vars", json.dumps(variables)]
    command = [dbt, "--quiet", "--no-use-colors", "build", *settings, *paths, *select]
    run(command, {"TICKETS_DATABASE": str(database)})


def run(command: list[str], environment: dict[str, str]) -> None:
    """Runs a command in the project; raises Problem with the end of its output if it fails."""
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Problem(f"{Path(command[0]).name} failed: {(done.stdout + done.stderr)[-1500:]}")


def query(database: Path, sql: str) -> list[tuple]:
    """Returns the rows of a query."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def read_csv(path: Path) -> list[dict[str, str]]:
    """Returns the rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def incidents(database: Path, folder: Path) -> tuple[int, int, int, int]:
    """Returns incidents found, incidents planted, false alarms and weeks without an incident.

    An incident is found if it has three tickets or more in a theme and makes up three tenths of
    it. A new theme of which no incident is a part that large is a false alarm.
    """
    planted = {
        row["ticket_id"]: row["incident_id"] for row in read_csv(folder / "planted_tickets.csv")
    }
    new = query(
        database,
        """
        select distinct alarms.week_start_date, theme_rank, ticket_id
        from intermediate.int_text_alarms as alarms
        semi join (
            select week_start_date, theme_rank from marts.fct_emerging_themes_weekly
            where is_strongest and is_new
        ) using (week_start_date, theme_rank)
        inner join intermediate.int_text_ticket_terms as ticket_terms using (term_id)
        inner join intermediate.int_texts as texts using (ticket_key, week_start_date)
        """,
    )
    themes = defaultdict(list)
    for week, rank, ticket_id in new:
        themes[week, rank].append(planted.get(ticket_id))
    found, false_alarms = set(), 0
    for members in themes.values():
        counts = Counter(member for member in members if member)
        causes = {name for name, n in counts.items() if n >= 3 and n >= 0.3 * len(members)}
        found |= causes
        false_alarms += not causes
    weeks = query(database, "select distinct week_start_date from intermediate.int_text_term_weeks")
    weeks_of = query(database, "select ticket_id, week_start_date from intermediate.int_texts")
    loud = {week for ticket_id, week in weeks_of if ticket_id in planted}
    quiet = sum(week not in loud for (week,) in weeks)
    return len(found), len(set(planted.values())), false_alarms, quiet


def alarms(database: Path) -> tuple[int, int]:
    """Returns new themes and weeks watched."""
    return query(
        database,
        """
        select
            (select count(*) from marts.fct_emerging_themes_weekly where is_strongest and is_new),
            (select count(distinct week_start_date) from intermediate.int_text_term_weeks)
        """,
    )[0]


def shuffle_dates(folder: Path, shuffled: Path, seed: int) -> None:
    """Writes the tickets of a folder once more, with the times of creation dealt out anew."""
    rows = read_csv(folder / "support_tickets.csv")
    times = [row["created_at"] for row in rows]
    random.Random(seed).shuffle(times)
    shuffled.mkdir(parents=True)
    keep = ("ticket_id", "category", "product", "queue", "subject", "description", "csat_score")
    with (shuffled / "support_tickets.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow([*keep, "created_at"])
        for row, time in zip(rows, times, strict=True):
            writer.writerow([*(row[name] for name in keep), time])


def vader(database: Path, limit: int = 5_000) -> tuple[int, float, float]:
    """Returns tickets compared, share in the same class and correlation with vaderSentiment."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    rows = query(
        database,
        f"""
        select message_text, vader_score from intermediate.int_text_sentiment
        inner join intermediate.int_texts using (ticket_key)
        order by hash(ticket_key), ticket_key limit {limit}
        """,
    )
    ours = [score for _, score in rows]
    theirs = [analyzer.polarity_scores(text)["compound"] for text, _ in rows]
    same = sum(polarity(a) == polarity(b) for a, b in zip(ours, theirs, strict=True))
    return len(rows), same / len(rows), correlation(ours, theirs)


def polarity(score: float) -> int:
    """Returns 1, 0 or -1 by VADER's limits."""
    return (score >= 0.05) - (score <= -0.05)


def correlation(one: list[float], other: list[float]) -> float:
    """Returns Pearson's correlation."""
    import numpy

    return float(numpy.corrcoef(one, other)[0, 1])


def duplicates(database: Path, folder: Path) -> tuple[int, float, float]:
    """Returns planted pairs that overlap by 0.7, share in the same group, and share of our pairs
    that do overlap by 0.7, all counted here from the tokens."""
    keys = dict(query(database, "select ticket_id, ticket_key from marts.fct_tickets"))
    sets = {
        key: frozenset(tokens)
        for key, tokens in query(
            database, "select ticket_key, tokens from intermediate.int_text_tokens"
        )
    }
    groups = dict(
        query(
            database, "select ticket_key, duplicate_group_key from intermediate.int_text_duplicates"
        )
    )
    planted = [
        (keys[row["ticket_id"]], keys[row["original_ticket_id"]])
        for row in read_csv(folder / "planted_duplicates.csv")
        if row["ticket_id"] in keys and row["original_ticket_id"] in keys
    ]
    # a ticket that was thrown away as spam has no text to look at
    told = [(a, b) for a, b in planted if a in sets and b in sets]
    planted = [(a, b) for a, b in told if overlap(sets[a], sets[b]) >= 0.7]
    together = sum(a in groups and groups[a] == groups.get(b) for a, b in planted)
    pairs = query(
        database,
        "select ticket_key, like_ticket_key from intermediate.int_text_duplicates",
    )
    true_pairs = sum(overlap(sets[a], sets[b]) >= 0.7 for a, b in pairs)
    return len(planted), together / len(planted), true_pairs / len(pairs)


def overlap(one: frozenset, other: frozenset) -> float:
    """Returns the Jaccard overlap of two sets."""
    return len(one & other) / len(one | other)


def npmi_difference(database: Path) -> float:
    """Returns the largest difference of a phrase's NPMI from one counted here from the tokens.

    Infinite if other phrases are terms than those with 0.4 or more.
    """
    stems, flags = {}, {}
    for word, stem, *flag in query(
        database, "select word, stem, is_term, is_stop_word from intermediate.int_text_vocabulary"
    ):
        stems[word], flags[word] = stem, flag
    words, runs = Counter(), Counter()
    for (tokens,) in query(database, "select tokens from intermediate.int_text_tokens"):
        words.update(stems[token] for token in tokens if token in stems)
        for size in (2, 3):
            for start in range(len(tokens) - size + 1):
                run_of_words = tokens[start : start + size]
                if not all(word in stems for word in run_of_words):
                    continue
                first, *inner, last = run_of_words
                ends_are_terms = flags[first][0] and flags[last][0]
                if ends_are_terms and all(any(flags[word]) for word in inner):
                    runs[tuple(stems[word] for word in run_of_words)] += 1
    total = words.total()
    expected = {}
    for run_of_stems, count in runs.items():
        if count >= 5:
            log_p = math.log(count / total)
            chance = sum(math.log(words[stem] / total) for stem in run_of_stems)
            npmi = (log_p - chance) / -log_p / (len(run_of_stems) - 1)
            if npmi >= 0.4:
                expected[" ".join(run_of_stems)] = npmi
    ours = dict(
        query(database, "select term, npmi from intermediate.int_text_terms where kind = 'phrase'")
    )
    if ours.keys() != expected.keys():
        return math.inf
    return max((abs(ours[term] - expected[term]) for term in ours), default=0.0)


def read_queries(path: Path) -> list[dict[str, str]]:
    """Returns the labelled queries."""
    with gzip.open(path, "rt", newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not {"split", "intent", "text"} <= rows[0].keys():
        raise Problem(f"{path} needs rows with the columns split, intent and text.")
    return rows


def write_queries(rows: list[dict[str, str]], folder: Path) -> None:
    """Writes queries as tickets of one month; only those for training show their label."""
    folder.mkdir(parents=True)
    with (folder / "support_tickets.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        for number, row in enumerate(rows):
            label = row["intent"] if row["split"] == "train" else ""
            writer.writerow([number, f"2026-01-{1 + number % 28:02}", label, row["text"]])


def our_keywords(
    database: Path, rows: list[dict[str, str]], kinds: tuple[str, ...]
) -> list[list[str]]:
    """Returns of each query the words that are among the top keywords of some intent."""
    quoted_kinds = ", ".join(f"'{kind}'" for kind in kinds)
    keywords = query(
        database,
        f"""
        select distinct term from (
            select term, row_number() over (
                partition by slice order by keyness desc, ticket_count desc, term
            ) as keyword_rank
            from intermediate.int_text_keyness
            inner join intermediate.int_text_terms using (term_id)
            where dimension = 'category' and kind in ({quoted_kinds})
        ) where keyword_rank <= {TOP_KEYWORDS}
        """,
    )
    known = {term for (term,) in keywords}
    texts = [[] for _ in rows]
    for number, term in query(
        database,
        f"""
        select cast(ticket_id as integer), term from intermediate.int_text_ticket_terms
        inner join intermediate.int_text_terms using (term_id)
        inner join intermediate.int_texts using (ticket_key)
        where kind in ({quoted_kinds}) order by ticket_key, term
        """,
    ):
        if term in known:
            texts[number].append(term)
    return texts


def sklearn_keywords(rows: list[dict[str, str]], stop_words: str | None) -> list[list[str]]:
    """Returns the same with the words that have the highest chi-squared of those that an intent has
    more often than the others."""
    import numpy
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.feature_selection import chi2

    vectorizer = CountVectorizer(stop_words=stop_words, binary=True)
    counts = vectorizer.fit_transform(row["text"] for row in rows)
    is_train = numpy.array([row["split"] == "train" for row in rows])
    labels = numpy.array([row["intent"] for row in rows])[is_train]
    train = counts[is_train]
    known: set[int] = set()
    for intent in numpy.unique(labels):
        is_more_frequent = train[labels == intent].mean(axis=0) > train.mean(axis=0)
        scores = numpy.nan_to_num(chi2(train, labels == intent)[0]) * numpy.ravel(is_more_frequent)
        known.update(numpy.argsort(-scores, kind="stable")[:TOP_KEYWORDS])
    names = vectorizer.get_feature_names_out()
    return [[names[word] for word in row.indices if word in known] for row in counts]


def accuracy(rows: list[dict[str, str]], texts: list[list[str]]) -> float:
    """Returns the accuracy on the test split of the nearest centroid in tf-idf of these words,
    learned from the training split."""
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=list).fit_transform(texts)
    labels = numpy.array([row["intent"] for row in rows])
    split = numpy.array([row["split"] for row in rows])
    intents = numpy.unique(labels)
    centroids = numpy.vstack(
        [numpy.asarray(vectors[(split == "train") & (labels == i)].mean(axis=0)) for i in intents]
    )
    centroids /= numpy.linalg.norm(centroids, axis=1, keepdims=True) + 1e-12
    guesses = intents[numpy.asarray(vectors[split == "test"] @ centroids.T).argmax(axis=1)]
    return float((guesses == labels[split == "test"]).mean())


def read_topics(database: Path, rows: list[dict[str, str]]) -> list[int]:
    """Returns the topic number of each query; 0 where it has none."""
    topics = [0] * len(rows)
    for number, topic in query(
        database,
        """
        select cast(ticket_id as integer), topic_number
        from intermediate.int_text_ticket_topics
        inner join intermediate.int_texts using (ticket_key)
        """,
    ):
        topics[number] = topic
    return topics


def topic_agreement(rows: list[dict[str, str]], topics: list[int]) -> tuple[float, float]:
    """Returns normalised mutual information and adjusted Rand index with the labels."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    labels = [row["intent"] for row in rows]
    return normalized_mutual_info_score(labels, topics), adjusted_rand_score(labels, topics)


def sklearn_topics(rows: list[dict[str, str]], topic_count: int):
    """Yields name and topics of scikit-learn's k-means and NMF on tf-idf of the same queries."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", min_df=2)
    vectors = vectorizer.fit_transform(row["text"] for row in rows)
    k_means = KMeans(topic_count, n_init=3, random_state=0)
    yield "k-means", k_means.fit_predict(vectors)
    factors = NMF(topic_count, init="nndsvd", random_state=0, max_iter=200)
    yield "NMF", factors.fit_transform(vectors).argmax(axis=1)


if __name__ == "__main__":
    sys.exit(main())
