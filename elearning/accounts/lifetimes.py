"""How long a session lasts at most, whatever is done in it; reading pages renews none."""

import time

ENDS_AT = "ends_at"
TEAM = 24 * 3600  # seconds, for whoever may enter the editor
EVERYBODY = 30 * 24 * 3600


def begin(session, user) -> None:
    """Note when a session that has just begun will end."""
    is_team = user.has_perm("wagtailadmin.access_admin")
    session[ENDS_AT] = time.time() + (TEAM if is_team else EVERYBODY)


def has_ended(session) -> bool:
    return session.get(ENDS_AT, float("inf")) < time.time()
