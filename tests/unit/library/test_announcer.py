from faceorg.core.events import Changes, Kind, Phase, Progress
from faceorg.library.announcer import Announcer


def test_every_listener_hears_until_it_unsubscribes():
    announcer, one, two = Announcer(), [], []
    end = announcer.subscribe(one.append)
    announcer.subscribe(two.append)
    announcer.announce(Changes(Kind.PHOTOS))
    end()
    announcer.announce(Progress(Phase.IDLE))
    assert one == [Changes(Kind.PHOTOS)]
    assert two == [Changes(Kind.PHOTOS), Progress(Phase.IDLE)]


def test_a_change_of_nothing_is_not_news():
    announcer, heard = Announcer(), []
    announcer.subscribe(heard.append)
    announcer.announce(Changes())
    assert heard == []
