"""The certificates of what a learner has completed."""

import datetime

from django.utils.timezone import localtime

from courses.certificates import rules as validity
from courses.certificates.actions import issue
from courses.certificates.holders import Holder, identity_of
from courses.certificates.models import Certificate, CertificateSettings
from courses.learning.models import Completion, PathCompletion
from courses.models import PathModule
from courses.models.validity import Term
from elearning.accounts.models import Learner
from elearning.cms.models import SiteSettings


def issue_of_paths(learner: Learner, holder: Holder, now: datetime.datetime) -> None:
    """Issue the certificates of the paths completed just now, where the name is known."""
    if holder.name:
        for completion in PathCompletion.objects.filter(learner=learner, completed_at=now):
            if completion.gives_certificate:
                issue_path_certificate(completion, *as_chosen(holder, now))


def as_chosen(holder: Holder, now: datetime.datetime) -> tuple:
    name, *chosen = holder
    return name, now, *chosen


def issue_certificate(
    completion: Completion, holder_name: str, now: datetime.datetime, *chosen: str
) -> Certificate:
    """Return the certificate of a completion, in the name that its holder declares.

    `chosen` is how much of the name others see, and the organisation beside it.
    """
    module = completion.module
    is_outdated = completion.edition < module.oldest_edition
    return _issue(
        completion,
        module,
        Holder(holder_name, *chosen),
        now,
        edition=completion.edition,
        objectives=[objective.statement for objective in module.objectives],
        pass_mark=module.quiz.pass_mark if module.quiz else None,
        outdated_on=localtime(now).date() if is_outdated else None,
    )


def issue_path_certificate(
    completion: PathCompletion, holder_name: str, now: datetime.datetime, *chosen: str
) -> Certificate:
    """Return the certificate of a path, which names the modules completed."""
    asked = PathModule.objects.shown().filter(path_page=completion.path, optional=False)
    return _issue(
        completion,
        completion.path,
        Holder(holder_name, *chosen),
        now,
        edition=1,
        objectives=[step.module.title for step in asked],
    )


def _issue(completion, page, holder: Holder, now: datetime.datetime, **facts) -> Certificate:
    settings = CertificateSettings.of_default_site()
    return issue(
        learner=completion.learner,
        subject=page.certificate_subject,
        cycle=completion.cycle,
        title=page.title,
        holder_name=holder.name,
        name_shown=holder.name_shown,
        organisation_name=holder.organisation_name,
        issuer_name=SiteSettings.of_site(page.get_site()).owner,
        signatory_name=settings.signatory_name,
        signatory_role=settings.signatory_role,
        identity=identity_of(completion.learner, holder.name),
        completed_at=completion.completed_at,
        issued_at=now,
        **_term(completion, page),
        **facts,
    )


def _term(completion, page: Term) -> dict[str, datetime.date | None]:
    """Return how long the certificate of a completion holds, frozen from what its page says."""
    completed_on = localtime(completion.completed_at).date()
    before = Certificate.objects.current().filter(
        learner=completion.learner_id,
        subject=page.certificate_subject,
        cycle=completion.cycle - 1,
    )
    earlier = before.values_list("valid_until", flat=True).first()
    valid_until = validity.last_day(completed_on, page.validity_months, earlier)
    days = datetime.timedelta(days=page.renewal_days)
    return {
        "valid_until": valid_until,
        "renewable_from": valid_until and max(completed_on, valid_until - days),
    }
