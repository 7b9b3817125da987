"""Settings, read from the environment; safe by default. `docs/reference/settings.md` explains each variable.

Served at an https address (`PUBLIC_URL`) the book is in production: secure cookies, HSTS, no demonstration passwords.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from nongcot.config import navigation
from nongcot.config.environment import (
    read_database_url,
    read_environment,
    read_home,
    read_number,
    read_public_url,
    read_secret_key,
)

PACKAGE = Path(__file__).resolve().parents[1]
HOME = read_home()
env = read_environment(HOME)

DEBUG = env.bool("NONGCOT_DEBUG", default=False)
SECRET_KEY = env.str("NONGCOT_SECRET_KEY", default="") or read_secret_key(HOME)
PUBLIC_URL = read_public_url(env.str("PUBLIC_URL", default="")) or f"http://127.0.0.1:{read_number(env, 'PORT', 8000)}"
PRODUCTION = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", str(urlsplit(PUBLIC_URL).hostname)]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "nongcot.ui",
    "nongcot.accounts",
    "nongcot.places",
    "nongcot.indicators",
    "nongcot.basis",
    "nongcot.registry",
    "nongcot.support",
    "nongcot.linkage",
    "nongcot.trade",
    "nongcot.ocop",
    "nongcot.exemplars",
    "nongcot.plans",
    "nongcot.ntm",
    "nongcot.intake",
    "nongcot.reports",
    "nongcot.web",
    "nongcot.config",
    # Behind `nongcot.config`, whose frame of the desk is found first. The site of `nongcot.config.admin` is opened with
    # the addresses: commands need not pay for it.
    "django.contrib.admin.apps.SimpleAdminConfig",
]

# The one look upward, written down: dotted names that lower rooms read at start.
# Rooms that declare indicators, in the rooms' order.
INDICATORS = (
    "nongcot.registry.indicators",
    "nongcot.support.indicators",
    "nongcot.linkage.indicators",
    "nongcot.trade.indicators",
    "nongcot.ocop.indicators",
    "nongcot.exemplars.indicators",
    "nongcot.plans.indicators",
    "nongcot.ntm.indicators",
)
# What `reconcile` asks of the rooms above: facts without an organisation, derived rows that differ from the facts.
ORPHANS = ("nongcot.registry.profile.orphans",)
DERIVED_DIFFERENCES = (
    "nongcot.registry.profile.differences",
    "nongcot.registry.certified.differences",
    "nongcot.registry.designations.differences",
    "nongcot.registry.finding.differences",
    "nongcot.support.derived.differences",
    "nongcot.linkage.derived.differences",
    "nongcot.trade.derived.differences",
    "nongcot.ocop.derived.differences",
    "nongcot.exemplars.derived.differences",
    "nongcot.ntm.derived.differences",
)
# What `reconcile` asks too: files that facts or reports name and that are missing or altered on disk, each in a line.
STRAYS_SWEPT = ("nongcot.reports.kept.sweep",)
FILES_AT_FAULT = ("nongcot.registry.copies.checking.faults", "nongcot.reports.kept.faults")
# Who names the records behind a figure, by the indicator's subject.
DESCRIBE = {
    "organisation": "nongcot.registry.describe.describe_organisations",
    "product": "nongcot.registry.describe.describe_products",
    "unit": "nongcot.ntm.describe.describe_units",
    "contract": "nongcot.linkage.describe.describe_contracts",
    "chain": "nongcot.linkage.describe.describe_chains",
    "course": "nongcot.support.describe.describe_courses",
    "support": "nongcot.support.describe.describe_supports",
    "loan": "nongcot.support.describe.describe_loans",
    "event": "nongcot.trade.describe.describe_events",
    "participation": "nongcot.trade.describe.describe_participations",
}
# Who says which days of organisations are known only in part: a record behind a figure is dated no more precisely.
PARTIAL_DAYS = "nongcot.registry.precision.partial_days"
# Functions that bring derived rows in line with the facts of the organisations a posting touched, before spans follow.
PREPARE = (
    "nongcot.registry.profile.prepare",
    "nongcot.support.derived.prepare",
)
# The same for rooms that read nothing of an organisation but their own facts and its life: not called for those whose
# life stayed as it was.
PREPARE_ALONG_LIVES = (
    "nongcot.registry.certified.prepare",
    "nongcot.registry.designations.prepare",
    "nongcot.linkage.derived.prepare",
    "nongcot.trade.derived.prepare",
    "nongcot.ocop.derived.prepare",
    "nongcot.exemplars.derived.prepare",
    "nongcot.ntm.derived.prepare",
)
# Functions called at the end of a posting with the organisations it touched: what is searched follows.
AFTER_POSTING = ("nongcot.registry.finding.refresh",)
# Who has this capability reads pages of both doors in the frame of those who work.
WORKING = "register.view_working"

# Function (day, posting) -> the first day of the alliance's term that the day lies in, or None.
TERM_BEGAN = "nongcot.plans.plan.began"

# Words for the acts of other rooms, by act: what the register's journal calls them.
ACT_WORDS: tuple[str, ...] = (
    "nongcot.indicators.wording.ACTS",
    "nongcot.support.words.ACT_WORDS",
    "nongcot.linkage.acts.WORDS",
    "nongcot.trade.words.ACT_WORDS",
    "nongcot.ocop.acts.WORDS",
    "nongcot.exemplars.acts.WORDS",
    "nongcot.plans.wording.ACTS",
    "nongcot.ntm.actions.ACT_WORDS",
    "nongcot.intake.acts.ACTS",
)
# Acts that are undone on a page of their own room: function of a posting's number -> address, or "".
UNDONE_AT: dict[str, str] = {"intake.apply": "nongcot.intake.acts.undone_at"}
# Functions (keys of facts by their table) -> cautions: what is unusual about them as they stand, each thing by itself.
# An undo asks about what it leaves so and found otherwise.
UNUSUAL: tuple[str, ...] = (
    "nongcot.support.actions.courses.unusual",
    "nongcot.support.actions.loans.unusual",
    "nongcot.linkage.cautions.unusual",
    "nongcot.linkage.actions.terms.unusual",
    "nongcot.trade.cautions.unusual",
    "nongcot.ocop.cautions.unusual",
    "nongcot.exemplars.cautions.unusual",
)
# Functions (portrait, user) -> panel of an organisation's page, and (organisation, life, today) -> acts offered there.
ORGANISATION_PANELS: tuple[str, ...] = (
    "nongcot.support.panels.supports",
    "nongcot.linkage.panels.linkage",
    "nongcot.trade.panels.events",
    "nongcot.trade.panels.market",
    "nongcot.ocop.panels.panel",
    "nongcot.exemplars.panels.panel",
)
ORGANISATION_ACTS: tuple[str, ...] = (
    "nongcot.support.panels.acts",
    "nongcot.linkage.acts.offered",
    "nongcot.trade.panels.acts",
    "nongcot.ocop.panels.offered",
    "nongcot.exemplars.acts.offered",
)
# Functions (document, day, posting, user) -> panel of a document's page: what rests on it.
DOCUMENT_PANELS: tuple[str, ...] = ("nongcot.support.panels.resting", "nongcot.linkage.panels.resting")
# Functions (product, kind of its organisation, today) -> acts offered on the product's page.
PRODUCT_ACTS: tuple[str, ...] = ("nongcot.ocop.panels.offered_of_product",)
# Functions (product, user) -> panel of the product's page.
PRODUCT_PANELS: tuple[str, ...] = ("nongcot.ocop.panels.panel_of_product",)
# The page where what a posting told stands, by the room of the fact: function of the fact -> name and address, or None.
FACT_PAGES: dict[str, str] = {
    "registry": "nongcot.registry.copies.describe.page_of",
    "linkage": "nongcot.linkage.describe.page_of",
    "trade": "nongcot.trade.describe.page_of",
    "ocop": "nongcot.ocop.describe.page_of",
    "exemplars": "nongcot.exemplars.describe.page_of",
}
# What a fact is told of (an extension: of a contract), by the fact's room: function of the fact -> `told_of.ToldOf`s.
FACT_TOLD_OF: dict[str, str] = {
    "registry": "nongcot.registry.describe.told_of",
    "support": "nongcot.support.describe.told_of",
    "linkage": "nongcot.linkage.describe.told_of",
    "trade": "nongcot.trade.describe.told_of",
    "ocop": "nongcot.ocop.describe.told_of",
    "exemplars": "nongcot.exemplars.describe.told_of",
    "ntm": "nongcot.ntm.describe.told_of",
}
# Functions (certificate) -> what gave it (`given_by.GivenBy`), where its stars, level and day are said; None for no
# such thing.
CERTIFICATES_GIVEN_BY: tuple[str, ...] = ("nongcot.ocop.describe.gave",)
# Where a copy is opened, by the table of the fact that it is of: function of the copy -> address.
COPIES_AT: dict[str, str] = {
    "linkage.document": "nongcot.linkage.describe.copy_url",
    "ocop.evidence": "nongcot.ocop.describe.copy_url",
}
# Functions (rule) -> what a rule that an officer said is called in the journal, and its page; None for another room's.
RULES_TOLD: tuple[str, ...] = (
    "nongcot.ocop.describe.rule",
    "nongcot.exemplars.describe.rule",
    "nongcot.ntm.describe.rule",
)
# Functions (request) -> context whose `template` the overview page includes.
OVERVIEW = ("nongcot.plans.overview.targets",)
# What the search asks besides the register, in the order of its page: function (typed, request) → `ui.found.Group`, by
# the list whose door is to be open to the reader.
SEARCHED = (
    ("nongcot.linkage.searching.contracts", "linkage:contracts"),
    ("nongcot.linkage.searching.chains", "linkage:chains"),
    ("nongcot.registry.searching.certificates", "registry:list"),
    ("nongcot.trade.searching.events", "trade:events"),
    ("nongcot.basis.searching.found", "basis:documents"),
)
# Functions of the request: URL name of an entry of the navigation → how many things wait behind it.
WAITING: tuple[str, ...] = ("nongcot.web.waiting.counts",)
# Tables of doors: every address of the house and who may open it.
DOORS = (
    "nongcot.config.doors",
    "nongcot.accounts.doors",
    "nongcot.places.doors",
    "nongcot.indicators.doors",
    "nongcot.basis.doors",
    "nongcot.registry.doors",
    "nongcot.support.doors",
    "nongcot.linkage.doors",
    "nongcot.trade.doors",
    "nongcot.ocop.doors",
    "nongcot.exemplars.doors",
    "nongcot.plans.doors",
    "nongcot.ntm.doors",
    "nongcot.reports.doors",
    "nongcot.intake.doors",
    "nongcot.web.doors",
)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nongcot.config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nongcot.config.unavailable.UnavailableMiddleware",
    "nongcot.indicators.middleware.SnapshotMiddleware",
    "nongcot.accounts.middleware.BookMiddleware",
    "nongcot.accounts.middleware.DoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "nongcot.config.urls"
WSGI_APPLICATION = "nongcot.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nongcot.ui.context.page",
            ]
        },
    }
]
NAVIGATION = navigation.NAVIGATION
HEADLINES = navigation.HEADLINES
FORM_RENDERER = "nongcot.ui.forms.Renderer"

if database_url := read_database_url(env.str("DATABASE_URL", default="")):
    address = env.db_url_config(database_url)
    # Today's disks find any page about as fast as the next. PostgreSQL takes them for turning ones (4) and would read
    # whole tables for some thousand organisations.
    options = {"options": "-c random_page_cost=1.1"} | address.get("OPTIONS", {})
    DATABASES = {"default": address | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "nongcot.sqlite3",
            # Each connection reads the whole schema first: a quarter of what a page takes.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # Writers queue at BEGIN instead of failing when they first write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # An act asks some two hundred questions: of the 128 that are remembered by themselves the first is
                # forgotten before it is asked again, and every one would be prepared anew.
                "cached_statements": 500,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "nongcot.accounts.backends.BookBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "nongcot.accounts.demonstration.DemonstrationPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/too_many_attempts.html"
AXES_CLIENT_IP_CALLABLE = "nongcot.accounts.backends.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Language, numbers, time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "nongcot_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["nongcot.config.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
# Days that a workbook nobody applied is kept, and the workbook of rows that did not go in.
UPLOADS_KEPT_DAYS = read_number(env, "UPLOADS_KEPT_DAYS", 30)
# The largest file that is kept beside a fact, and the days that the file of one that stands no more is kept.
COPIES_LARGEST_MB = read_number(env, "COPIES_LARGEST_MB", 20)
COPIES_KEPT_DAYS = read_number(env, "COPIES_KEPT_DAYS", 365)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Faults go to standard error, where whatever started the server keeps them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Its warnings quote the files that people send.
        "pypdf": {"level": "CRITICAL"},
    },
}

# What a browser is told. Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# The proxy in front must set this header itself and drop what a visitor sends: docs/how-to/install.md.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
