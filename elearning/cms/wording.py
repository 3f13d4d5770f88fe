"""Sentences of Wagtail that our catalogue says in other French words.

The catalogue of the project comes before those of the applications, and keeps what it finds here.
"""

from django.utils.translation import gettext_lazy as _

REVIEW = (
    _("Cancel workflow "),
    _("Restart workflow "),
    _("Publishing this page will cancel the current workflow."),
    _("Your pages and snippets in a workflow"),
    _("Workflow started"),
    _("Workflow completed"),
    _("Workflow history"),
    _("Workflow progress"),
    _("Workflow on page '%(page_title)s' has been cancelled."),
    _("Workflow on page '%(page_title)s' has been restarted."),
    _('The page "%(title)s" has been submitted to workflow "%(workflow)s"'),
    _('The page "%(title)s" has been rejected during "%(workflow)s".'),
    _(
        'The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s" '
        "by %(requester)s."
    ),
    _(
        'The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" '
        "by %(rejector)s."
    ),
    _('The page "%(title)s" has been approved in workflow "%(workflow)s".'),
    _("'%(workflow)s' started. Next step '%(task)s'"),
    _("Approved at '%(task)s'. '%(workflow)s' complete"),
    _("Resubmitted '%(task)s'. Workflow resumed"),
    _("Cancelled '%(workflow)s' at '%(task)s'"),
)
