"""Tests of Word documents out and in."""
