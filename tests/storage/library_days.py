"""What the library `holidays` says of Viet Nam, as `storage/days_off/library.csv` keeps it.

`python -m tests.storage.library_days` writes the file anew.
"""

from holidays import country_holidays

from storage.installation.calendars import FROM_LIBRARY, YEARS


def as_the_library_says() -> str:
    """Lines `date,off or work,name`, in the order of days. A day may be both; what is off wins."""
    library = country_holidays("VN", years=YEARS, language="vi")
    worked = [f"{day},work,\n" for day in library.weekend_workdays]
    return "".join(sorted([*worked, *(f"{day},off,{name}\n" for day, name in library.items())]))


if __name__ == "__main__":
    FROM_LIBRARY.write_text(as_the_library_says(), encoding="utf-8")
