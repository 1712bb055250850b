from __future__ import annotations

from django.db import models

from beffroi.town.scope import CommuneOwned


class BudgetUnit(models.TextChoices):
    CALLS = "calls", "appels"
    TOKENS = "tokens", "jetons"
    SECONDS = "seconds", "secondes de calcul"


class BudgetPeriod(models.TextChoices):
    DAY = "day", "par jour"
    MONTH = "month", "par mois"
    YEAR = "year", "par an"


class Budget(CommuneOwned):
    """What a use, or a service, may spend in a period. Empty ``use``: all uses; empty ``service``: everybody."""

    use = models.CharField("usage", max_length=80, blank=True)
    service = models.CharField("service", max_length=120, blank=True)
    unit = models.CharField("unité", max_length=8, choices=BudgetUnit.choices)
    period = models.CharField("période", max_length=6, choices=BudgetPeriod.choices)
    most = models.PositiveBigIntegerField("limite")
    entry = models.OneToOneField("audit.Entry", null=True, on_delete=models.PROTECT, related_name="+")
    """The line of the journal that says this very limit: the database takes no other (see ``actions.limits``)."""

    class Meta:
        ordering = ["use", "service", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "use", "service", "unit", "period"], name="one_budget_a_use_and_service"
            )
        ]

    def __str__(self) -> str:
        return f"{self.use or 'tous les usages'} : {self.most} {self.get_unit_display()} {self.get_period_display()}"


class Spent(CommuneOwned):
    """What was taken from a budget in one period, counted as it is taken: two calls at once never share the last
    unit."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="spent")
    starts_on = models.DateField()
    amount = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "starts_on"], name="one_count_a_period")]

    def __str__(self) -> str:
        return f"{self.budget} : {self.amount} depuis le {self.starts_on}"
