"""What people tell about themselves."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.time_zones import list_time_zones


class Unprompted:
    """One of allauth's forms, in which what a field is stands in its label alone."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Unprompted, LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext("User name or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(Unprompted, SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext("User name")
        self.fields["email"].label = gettext("E-mail (optional)")


class NewPasswordForm(Unprompted, ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext("E-mail")


class PasswordChangeForm(Unprompted, ChangePasswordForm):  # type: ignore[misc]
    """The old password and the new one."""


class FirstPasswordForm(Unprompted, SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who has none."""


class PasswordByLinkForm(Unprompted, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, with a link from an e-mail."""


class PasswordAgainForm(Unprompted, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


EMAIL_LABEL = _("E-mail (optional)")
EMAIL_HELP = _("Only to sign in with, and to set a new password where this site sends e-mail.")


def read_free_email(email: str, *, person: User | None = None) -> str:
    """The address in small letters. Raise ValidationError where somebody else has it."""
    email = email.lower()
    if email and User.objects.filter(email__iexact=email).exclude(pk=person.pk if person else None).exists():
        raise get_adapter().validation_error("email_taken")
    return email


class KeepForm(forms.Form):
    """A guest chooses a user name and a password."""

    username = forms.CharField(label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    email = forms.EmailField(label=EMAIL_LABEL, required=False, help_text=EMAIL_HELP)

    def clean_username(self) -> str:
        return str(get_adapter().clean_username(self.cleaned_data["username"]))

    def clean_email(self) -> str:
        return read_free_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """Check the password last: it must not resemble the name."""
        cleaned = {**self.cleaned_data}
        if "password" in cleaned:
            candidate = User(username=cleaned.get("username", ""), email=cleaned.get("email", ""))
            try:
                get_adapter().clean_password(cleaned["password"], user=candidate)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class EmailForm(forms.Form):
    """An account gets an e-mail address, another one, or none."""

    email = forms.EmailField(label=EMAIL_LABEL, required=False, help_text=EMAIL_HELP)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = person.email
        self.person = person

    def clean_email(self) -> str:
        return read_free_email(self.cleaned_data["email"], person=self.person)


def build_old_account_form(request: HttpRequest) -> SignInForm:
    """The sign-in form of a guest who already has an account; its fields start with `old-`, so both forms fit on one page.

    It is bound only when it was the form that was sent.
    """
    return SignInForm(request.POST if "old-login" in request.POST else None, request=request, prefix="old")


class ProfileForm(forms.ModelForm[User]):
    """How the app speaks to a person. The language is asked for only where there is a choice."""

    time_zone = forms.TypedChoiceField(label=_("Time zone"), choices=lambda: [(name, name) for name in list_time_zones()])
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    shortcuts = forms.BooleanField(
        label=_("Keyboard shortcuts"),
        required=False,
        help_text=_("Keys 1 to 6 choose an answer, Enter checks it and goes on. On cards 1 to 4 rate, and Z undoes."),
    )
    certainty = forms.BooleanField(
        label=_("Ask how sure I am"),
        required=False,
        help_text=_("With each answer you may say: sure, fairly sure, guessing. The result shows how often you were right then."),
    )

    class Meta:
        model = User
        fields = ("time_zone", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["shortcuts"] = self.instance.uses_shortcuts
        self.initial["certainty"] = self.instance.states_certainty
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]

    def save(self, commit: bool = True) -> User:
        chosen = {name: self.cleaned_data[name] for name in ("shortcuts", "certainty")}
        self.instance.preferences = {**self.instance.preferences, **chosen}
        return super().save(commit)
