"""What runs again and again: the command, and how many seconds between two runs."""

HEARTBEAT = "schedule-heartbeat"  # key under which the cache has when it last ran
MINUTE, HOUR = 60, 3600

SCHEDULE = {
    "publish_scheduled": MINUTE,
    "close_attempts": MINUTE,
    "reap_tasks": 5 * MINUTE,
    "freeze_questions": HOUR,
    "compute_statistics": HOUR,
    "remind_holders": HOUR,
    "send_invitations": HOUR,
    "follow_assignments": HOUR,
    "send_reminders": HOUR,
    "prune_db_task_results": 24 * HOUR,
    "clearsessions": 24 * HOUR,
    "purge_expired": 24 * HOUR,
}
