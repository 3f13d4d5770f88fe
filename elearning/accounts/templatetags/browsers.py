from django import template

from elearning.lib.browsers import readable

register = template.Library()
register.filter("browser", readable)
