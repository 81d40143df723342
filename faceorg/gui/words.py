"""Numbers, dates and counted things in the words of the user's language."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from faceorg.core.packs import Certainty

translate = QCoreApplication.translate
_MINUTE, _HOUR = 60, 3600
_KIB = 1024
MONTHS = 12


def use_language() -> None:
    """Write numbers and dates as the user's language does; a system without a language gets English."""
    system = QLocale.system()
    language = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    QLocale.setDefault(language if system.language() == QLocale.Language.C else system)


def number(value: int) -> str:
    """Return a whole number with the separators of the user's language."""
    return QLocale().toString(value)


def photos(count: int) -> str:
    """Return "1 photo" or "2,345 photos"."""
    return translate("words", "1 photo") if count == 1 else translate("words", "{n} photos").format(n=number(count))


def faces(count: int) -> str:
    """Return "1 face" or "2,345 faces"."""
    return translate("words", "1 face") if count == 1 else translate("words", "{n} faces").format(n=number(count))


def people(count: int) -> str:
    """Return "1 person" or "64 people"."""
    return translate("words", "1 person") if count == 1 else translate("words", "{n} people").format(n=number(count))


def groups(count: int) -> str:
    """Return "1 group" or "212 groups"."""
    return translate("words", "1 group") if count == 1 else translate("words", "{n} groups").format(n=number(count))


def days(count: int) -> str:
    """Return "1 day" or "19 days"."""
    return translate("words", "1 day") if count == 1 else translate("words", "{n} days").format(n=number(count))


def problems(count: int) -> str:
    """Return "1 problem" or "3 problems"."""
    return translate("words", "1 problem") if count == 1 else translate("words", "{n} problems").format(n=number(count))


def years(first: int, last: int) -> str:
    """Return "2009" or "1994 to 2026"."""
    return str(first) if first == last else translate("words", "{first} to {last}").format(first=first, last=last)


def month_and_year(month: int, *, short: bool = False) -> str:
    """Return "October 2026", or "Oct 2026", for a month counted as year * 12 + (month - 1)."""
    year, place = divmod(month, MONTHS)
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    name = QLocale().standaloneMonthName(place + 1, form)
    return f"{name} {year}"


def day(when: datetime) -> str:
    """Return "14 November 2009"."""
    return QLocale().toString(QDate(when.year, when.month, when.day), "d MMMM yyyy")


def weekday_and_time(when: datetime) -> str:
    """Return "Saturday, 15:32"."""
    name = QLocale().toString(QDate(when.year, when.month, when.day), "dddd")
    time = QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)
    return translate("words", "{weekday}, {time}").format(weekday=name, time=time)


def moment(when: datetime) -> str:
    """Return "Saturday 14 November 2009, 15:32"."""
    point = QDateTime(QDate(when.year, when.month, when.day), QTime(when.hour, when.minute))
    time = QLocale().toString(point.time(), QLocale.FormatType.ShortFormat)
    return f"{QLocale().toString(point.date(), 'dddd d MMMM yyyy')}, {time}"


def time_left(seconds: float) -> str:
    """Return "25 min left", never more exact than it can be."""
    if seconds < _MINUTE:
        return translate("words", "less than a minute left")
    if seconds < _HOUR:
        return translate("words", "{n} min left").format(n=round(seconds / _MINUTE))
    return translate("words", "{n} h {m} min left").format(n=int(seconds // _HOUR), m=int(seconds % _HOUR // _MINUTE))


def size(count: int) -> str:
    """Return a file size such as "412 KB"."""
    return QLocale().formattedDataSize(
        count, 0 if count < _KIB * _KIB else 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def several_names(names: list[str], shown: int = 2) -> str:
    """Return "Anna", "Anna and Ben" or "Anna, Ben and 5 more"."""
    if len(names) > shown:
        head = ", ".join(names[:shown])
        return translate("words", "{names} and {n} more").format(names=head, n=number(len(names) - shown))
    return translate("words", " and ").join(names)


def certainty_words(certainty: Certainty) -> str:
    """Return "very likely", "likely" or "maybe"."""
    return {
        Certainty.VERY_LIKELY: translate("words", "very likely"),
        Certainty.LIKELY: translate("words", "likely"),
        Certainty.MAYBE: translate("words", "maybe"),
    }[certainty]
