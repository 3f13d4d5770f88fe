"""The view that others are measured against: it reads a row by its index and inserts one."""

from django.http import HttpResponse
from django.urls import include, path

from elearning.accounts.models import Learner


def bare(request):
    Learner.objects.get(pk=request.GET["learner"])
    Learner.objects.create()
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("", include("elearning.urls"))]
