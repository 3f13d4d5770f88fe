"""The demonstration's settings, with the bare view beside the addresses of the site."""

from elearning.settings.demo import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
