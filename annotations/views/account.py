"""A user's own page: recent decisions, and tokens of the API."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def account(request):
    return render(request, "account/account.html")
