package io.framecount.loader.convert;

import io.framecount.loader.convert.ChangedValue.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Counts the values that are stored otherwise than they are written. While a line is converted,
 * each change is noted by its {@link Site}. The notes are counted once all of the line has fit, and
 * forgotten where a union gives up a branch. Not thread-safe; noting allocates only to grow.
 */
final class ChangeLog {
  /** The site of values that are read but not stored. */
  static final Site UNCOUNTED = new Site(null, null, null);

  private final List<Site> sites = new ArrayList<>();
  private Site[] noted = new Site[16];
  private int size;
  private int counted;

  /** The place of a kind of change in a plan. Refused changes have none. */
  static final class Site {
    private final Kind kind;
    private final Place place;
    private final String value;
    private long seen;

    private Site(Kind kind, Place place, String value) {
      this.kind = kind;
      this.place = place;
      this.value = value;
    }
  }

  /** A field of a plan, by its path from the root. */
  static final class Place {
    private final Place parent;
    private final String name;
    private String type;

    private Place(Place parent, String name) {
      this.parent = parent;
      this.name = name;
    }

    static Place root() {
      return new Place(null, "");
    }

    Place field(String field) {
      return new Place(this, field);
    }

    /** Notes that more than one path leads here, so that the type's name has to do. */
    void name(String typeName) {
      type = typeName;
    }

    @Override
    public String toString() {
      if (type != null || parent == null) {
        return type == null ? name : type;
      }
      String before = parent.toString();
      return before.isEmpty() ? name : before + "." + name;
    }
  }

  Site site(Kind kind, Place place, String value) {
    Site site = new Site(kind, place, value);
    sites.add(site);
    return site;
  }

  void note(Site site) {
    if (site != UNCOUNTED) {
      if (size == noted.length) {
        noted = Arrays.copyOf(noted, 2 * size);
      }
      noted[size++] = site;
    }
  }

  /** Returns how many notes there are; {@link #forget} goes back to it. */
  int size() {
    return size;
  }

  /** Forgets all notes from {@code from} on. */
  void forget(int from) {
    size = from;
  }

  /** Counts all notes, and forgets them. */
  void count() {
    for (int i = 0; i < size; i++) {
      noted[i].seen++;
    }
    counted = size;
    size = 0;
  }

  /** Takes back what was counted last; before anything else is noted. */
  void takeBack() {
    for (int i = 0; i < counted; i++) {
      noted[i].seen--;
    }
    counted = 0;
  }

  /** Adds what was counted since the last time. */
  void drainTo(Map<ChangedValue, Long> changes) {
    for (Site site : sites) {
      if (site.seen > 0) {
        ChangedValue change = new ChangedValue(site.kind, site.place.toString(), site.value);
        changes.merge(change, site.seen, Long::sum);
        site.seen = 0;
      }
    }
  }
}
