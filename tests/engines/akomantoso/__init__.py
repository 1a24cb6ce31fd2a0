"""Tests of Akoma Ntoso out and back."""
