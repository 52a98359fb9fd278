"""Organizations and the people who write from there."""

from typing import NamedTuple

import numpy as np
from faker import Faker

from ticket_generator.settings import Settings

TIERS = ("starter", "business", "enterprise")
COUNTRIES = ("GB", "US", "IE", "DE", "FR", "ES", "NL", "SE", "CA", "AU")
COUNTRY_SHARES = (0.34, 0.22, 0.06, 0.10, 0.07, 0.05, 0.05, 0.03, 0.05, 0.03)
HOME_COUNTRY = {"de": "DE", "fr": "FR", "es": "ES"}
MAIL_DOMAINS = ("example.com", "example.org", "example.net")
NAME_COUNT = 3000
COMPANY_COUNT = 1500


class Customers(NamedTuple):
    """Requesters by number, and pools of names that texts use as well."""

    organization: np.ndarray  # number of each requester's organization
    weight: np.ndarray  # how often each requester writes, as a share
    tier: np.ndarray  # of each organization
    country: np.ndarray
    language: np.ndarray  # of each organization; 0 is English
    languages: tuple[str, ...]
    names: list[str]
    companies: list[str]
    emails: list[str]  # of the person of the same place in names


def make_customers(settings: Settings, rng: np.random.Generator) -> Customers:
    """Makes organizations of very different size, their people and their habits."""
    organization_count = max(5, settings.tickets // 45)
    sizes = np.maximum(1, np.exp(rng.normal(1.2, 0.9, organization_count)).astype(int))
    organization = np.repeat(np.arange(organization_count), sizes)
    weight = np.exp(rng.normal(0, 0.9, len(organization)))
    country = rng.choice(len(COUNTRIES), organization_count, p=COUNTRY_SHARES)
    shares = [1 - sum(settings.language_shares.values()), *settings.language_shares.values()]
    language = rng.choice(len(shares), organization_count, p=shares)
    for number, name in enumerate(settings.language_shares, 1):
        country[language == number] = COUNTRIES.index(HOME_COUNTRY[name])
    names, companies = name_pools(settings.seed)
    return Customers(
        organization=organization,
        weight=weight / weight.sum(),
        tier=rng.choice(len(TIERS), organization_count, p=(0.5, 0.35, 0.15)),
        country=country,
        language=language,
        languages=("en", *settings.language_shares),
        names=names,
        companies=companies,
        emails=[email_of(name, number) for number, name in enumerate(names)],
    )


def name_pools(seed: int) -> tuple[list[str], list[str]]:
    """Names of people and of companies, from Faker."""
    faker = Faker("en_GB")
    faker.seed_instance(seed)
    names = [f"{faker.first_name()} {faker.last_name()}" for _ in range(NAME_COUNT)]
    return names, [faker.company() for _ in range(COMPANY_COUNT)]


def email_of(name: str, number: int) -> str:
    """An address in one of the domains that belong to nobody."""
    local = ".".join(name.lower().replace("'", "").split())
    return f"{local}@{MAIL_DOMAINS[number % len(MAIL_DOMAINS)]}"
