"""Synthetic helpdesk export: arrivals, a desk at work, texts, planted incidents and faults."""
