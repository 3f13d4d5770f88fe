from django.urls import path

import elearning.cms.converters  # noqa: F401
from elearning.organisations.views import domains, following, groups, inviting, joining, team

urlpatterns = [
    path("rejoindre/", joining.find_invitation, name="find_invitation"),
    path("rejoindre/<slug:code>/", joining.join, name="join"),
    path("rejoindre/<slug:code>/refuser/", joining.refuse, name="refuse_invitation"),
    path(
        "rejoindre/structure/<row:organisation_id>/",
        joining.join_recognised,
        name="join_recognised",
    ),
    path("mes-structures/", joining.memberships, name="memberships"),
    path("mes-structures/<row:membership_id>/quitter/", joining.leave, name="leave"),
    path("mes-structures/<row:membership_id>/nom/", following.give_name, name="give_name"),
    path("mes-structures/<row:membership_id>/groupe/", groups.choose, name="choose_group"),
    path("equipe/", team.teams, name="teams"),
    path("equipe/demander/", team.ask, name="ask_to_manage"),
    path("equipe/<row:organisation_id>/", team.team, name="team"),
    path("equipe/<row:organisation_id>/cesser/", team.stop_managing, name="stop_managing"),
    path("equipe/<row:organisation_id>/code/", team.new_team_code, name="new_team_code"),
    path(
        "equipe/<row:organisation_id>/codes/",
        team.new_personal_codes,
        name="new_personal_codes",
    ),
    path("equipe/<row:organisation_id>/inviter/", inviting.invite, name="invite"),
    path(
        "equipe/<row:organisation_id>/inviter/fermer/",
        inviting.close_invitation,
        name="close_invitation",
    ),
    path("equipe/invitations/<row:mailing_id>/renvoyer/", inviting.resend, name="resend_mailing"),
    path("equipe/invitations/<row:mailing_id>/fermer/", inviting.close, name="close_mailing"),
    path("equipe/<row:organisation_id>/domaines/", domains.domains, name="domains"),
    path("equipe/domaines/<row:domain_id>/code/", domains.prove, name="prove_domain"),
    path("equipe/domaines/<row:domain_id>/fermer/", domains.end, name="end_domain"),
    path("equipe/<row:organisation_id>/suivi/", following.follow_up, name="follow_up"),
    path(
        "equipe/<row:organisation_id>/suivi/arreter/",
        following.stop_follow_up,
        name="stop_follow_up",
    ),
    path("equipe/<row:organisation_id>/groupes/", groups.groups, name="groups"),
    path("equipe/groupes/<row:group_id>/code/", groups.new_code, name="new_group_code"),
    path("equipe/groupes/<row:group_id>/fermer/", groups.close, name="close_group"),
    path("equipe/<row:organisation_id>/codes/imprimer/", team.print_codes, name="print_codes"),
    path("equipe/<row:organisation_id>/codes/fermer/", team.revoke_codes, name="revoke_codes"),
]
