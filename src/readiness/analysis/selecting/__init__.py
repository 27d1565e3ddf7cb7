"""Who is chosen under places, minimum conditions and quotas, and how sure that is."""

from readiness.analysis.selecting.certainty import Drawing
from readiness.analysis.selecting.pool import Pool, pool_of
from readiness.analysis.selecting.rules import Rules, rules_of
from readiness.analysis.selecting.select import Asked, Refused, select
from readiness.analysis.selecting.written import quota_of

__all__ = ["Asked", "Drawing", "Pool", "Refused", "Rules", "pool_of", "quota_of", "rules_of", "select"]
