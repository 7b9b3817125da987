"""The door for web servers: `nongcot.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nongcot.config.settings")
application = get_wsgi_application()
