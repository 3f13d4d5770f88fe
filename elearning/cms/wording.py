"""Sentences of Wagtail that our catalogue says in other French words.

The catalogue of the project comes before those of the applications, and keeps what it finds here.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

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
    _("Locked by workflow"),
    _("This %(model_name)s is currently awaiting moderation."),
    _(
        "This {model_name} is awaiting <b>'{task_name}'</b> in the "
        "<b>'{workflow_name}'</b> workflow."
    ),
    _("Only reviewers can edit and approve the %(model_name)s"),
    _("Only reviewers for this task can edit the %(model_name)s."),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    _("The page '%(page_title)s' is not currently awaiting moderation."),
    _("The page '%(page_title)s' is not currently awaiting moderation in task '%(task_name)s'."),
    _("This page hasn't been submitted for moderation yet"),
    _("No pages/snippets have been submitted for moderation yet"),
    _("This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _(
        "This page was marked as needing changes at <strong>%(task)s</strong> in "
        "<strong>%(workflow)s</strong>."
    ),
    _('The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s".'),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s".'),
    _("Receive notification when a page is submitted for moderation"),
    _("In Moderation"),
    _("in moderation"),
    _("live + in moderation"),
    _("Workflow"),
    _("Workflows"),
    _("Workflow tasks"),
    _("By workflow"),
    _("Page/Snippet"),
    _("Page/Snippet ID"),
    _("Page/Snippet Title"),
    _("Page/Snippet Type"),
    _("Workflow task approved"),
    _("Workflow task rejected. Workflow complete"),
    _("Workflow task resubmitted. Workflow resumed"),
    _("Workflow cancelled"),
    _("Workflow: approve task"),
    _("Workflow: cancel"),
    _("Workflow: reject task"),
    _("Workflow: resume task"),
    _("Workflow: start"),
    _("workflow state"),
    _("Workflow states"),
    _("Add a workflow"),
    _("New workflow"),
    _("New workflow task"),
    _("Editing workflow"),
    _("Give your workflow a name"),
    _("Add tasks to your workflow"),
    _("Assign your workflow to pages"),
    _("Assign your workflow to snippets"),
    _(
        "Workflows apply to child pages too. If you select a parent page here, its child "
        'pages will also use this workflow. See <a href="%(workflow_pages_url)s">the list '
        "of the pages</a> your workflow applies to."
    ),
    _("Disable workflow"),
    _("Are you sure you want to disable this workflow?"),
    _("Used on the following active workflows"),
    _("Workflow '%(object)s' created."),
    _("Workflow '%(object)s' updated."),
    _("Workflow '%(object)s' disabled."),
    _("Workflow '%(workflow_name)s' enabled."),
    _("workflow"),
    _("workflows"),
)

GENDER = (
    _("%(model_name)s '%(object)s' created."),
    _("%(model_name)s '%(object)s' created and published."),
    _("%(model_name)s '%(object)s' created and scheduled for publishing."),
    _("%(model_name)s '%(object)s' updated."),
    _("%(model_name)s '%(object)s' updated and published."),
    _("%(model_name)s '%(object)s' has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' is live and this version has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s."),
    _("%(model_name)s '%(object)s' deleted."),
    _("%(model_name)s '%(title)s' is now unlocked."),
    _("'%(object)s' unpublished."),
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved due to errors."),
    _("The %(model_name)s could not be saved as it is locked"),
    _("New: %(model_name)s"),
    _("No %(model_name)s match your query."),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("Are you sure you want to delete this %(model_name)s?"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _("Are you sure you want to delete this %(snippet_type_name)s?"),
    _("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    _("You don't have permission to delete this %(snippet_type_name)s"),
    _("Are you sure you want to delete this page?"),
    _("Are you sure you want to delete these pages?"),
    _("Are you sure you want to unpublish this page?"),
    _("Are you sure you want to unpublish these pages?"),
    _("Are you sure you want to publish these pages?"),
    _("Are you sure you want to move these pages?"),
    _("Are you sure you want to move this page into '%(title)s'?"),
    _("Are you sure you want to move this page and all of its children into '%(title)s'?"),
    _("Would you still like to publish this page?"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Created"),
    _("Moved"),
    _("Renamed"),
    _("Reordered"),
    _("Reordered under '%(parent)s'"),
    _("Locked"),
    _("Unlocked"),
    _("Locking status"),
    _("Locked by you"),
    _("Locked by another user"),
    _("Locked by schedule"),
    _("Currently locked and will go live on the scheduled date"),
    _("Locked at <b>%(locking_date)s</b>"),
    _("Locked by <b>you</b> at <b>%(locking_date)s</b>"),
    _("Locked by <b>%(locked_by)s</b> at <b>%(locking_date)s</b>"),
    _("<b>'{title}' is locked</b>."),
    _("<b>'{title}' is locked</b> by <b>you</b>."),
    _("<b>'{title}' was locked</b> by <b>you</b> on <b>{datetime}</b>."),
    _("<b>'{title}' was locked</b> by <b>{user}</b> on <b>{datetime}</b>."),
    _("Anyone can edit this %(model_name)s"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Only you can make changes while the %(model_name)s is locked"),
    _("Only %(user)s can make changes while the %(model_name)s is locked"),
    _("No one can make changes while the %(model_name)s is locked"),
    _("Create a new %(model_name)s"),
)
"""What Wagtail writes “créé(e)” or “ce(tte)”, as it knows no gender of what it speaks of."""

PLAIN = (
    _("Proceeding will overwrite the changes you made in that window."),
    _("Currently viewing"),
    _("Currently idle"),
    _("Current page status:"),
    _("Go to Wagtail admin"),
    _(
        "JavaScript is required to use Wagtail, but it is currently disabled.<br /> "
        'Here are the <a href="https://www.enable-javascript.com/" target="_blank" '
        'rel="noreferrer">instructions how to enable JavaScript in your web browser</a>.'
    ),
    _('Sorry, no snippets match "<em>%(search_query)s</em>"'),
    _(
        "You haven't created any %(snippet_type_name)s snippets. Why not <a "
        'href="%(wagtailsnippets_create_snippet_url)s" target="_blank" '
        'rel="noreferrer">create one now</a>?'
    ),
    _("1 snippet selected"),
    _("%(objects)s snippets selected"),
    _("All %(objects)s snippets on this screen selected"),
    _("All snippets in listing selected"),
    _("Select all snippets in listing"),
    _("Delete selected snippets"),
    _(
        "The root level is where you can add new sites to your Wagtail installation. Pages "
        "created here will not be accessible at any URL until they are associated with a "
        "site."
    ),
    _("Enable custom keyboard shortcuts specific to Wagtail."),
    _("Text editing"),
    _("Status: "),
)
"""What says another thing in Wagtail's French, or speaks of Wagtail and its parts."""

TAGS = (_("A comma-separated list of tags."),)
"""What django-taggit says below a field, with another word for tags than Wagtail's."""

COUNTED = (
    ngettext_lazy(
        '%(total)s Page <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Pages <span class="w-sr-only">created in %(site_name)s</span>',
        "total",
    ),
    ngettext_lazy(
        "Referenced %(count)s time",
        "Referenced %(count)s times",
        "count",
    ),
    ngettext_lazy(
        "Used %(usage_count)s time",
        "Used %(usage_count)s times",
        "usage_count",
    ),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
        "usage_count",
    ),
    ngettext_lazy(
        "%(count)d %(model_name)s deleted.",
        "%(count)d %(model_name)s deleted.",
        "count",
    ),
    ngettext_lazy(
        "Are you sure you want to delete this image?",
        "Are you sure you want to delete these images?",
        "count",
    ),
    ngettext_lazy(
        "Are you sure you want to delete this document?",
        "Are you sure you want to delete these documents?",
        "count",
    ),
)
"""The same, of a number."""
