"""Profiles tried on pages, and proposed from pages."""

from .check import Checked, check_profile
from .learn import Learned, Proposal, learn_profile

__all__ = ["Checked", "Learned", "Proposal", "check_profile", "learn_profile"]
