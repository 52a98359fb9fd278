"""Synthetic helpdesk export: arrivals, a simulated desk, texts, planted incidents and planted dirt."""
