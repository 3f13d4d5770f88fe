from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.models import OrientationPage
from elearning.cms.public import public_page


@require_safe
def catalogue(request):
    """List every module by orientation."""
    context = {"orientations": OrientationPage.objects.catalogue()}
    return public_page(render(request, "courses/catalogue.html", context))
