"""The pages of the dashboard, one module each: TITLE, ICON and show(view)."""
