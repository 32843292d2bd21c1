package io.framecount.counter.progress;

import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The settings of a count, which stay the same from its first frame to its last.
 *
 * @param fields that frames are counted by
 * @param method of counting users
 * @param maxGroups number of groups that a window may have beside {@link GroupName#OTHER}
 */
public record CountSettings(
    Windows windows, WantedFields fields, UniqueMethod method, int maxGroups) {

  /** Returns whether frames are counted by groups. */
  public boolean grouped() {
    return fields.by().isPresent();
  }

  /** Returns the settings by the names of their options. */
  public SettingsNote note() {
    SettingsNote note =
        SettingsNote.EMPTY
            .with(SettingsNote.WINDOWS, windows.text())
            .with(SettingsNote.ZONE, windows.zone().getId())
            .with(SettingsNote.TIME, fields.time())
            .with(SettingsNote.UNIQUE, fields.unique())
            .with(SettingsNote.BY, fields.by().orElse(""))
            .with(SettingsNote.METHOD, methodText())
            .with(SettingsNote.MAX_GROUPS, grouped() ? Integer.toString(maxGroups) : "");
    Unsaid unsaid = fields.unsaid();
    if (unsaid.unit() != EpochUnit.MILLIS) {
      note = note.with(SettingsNote.EPOCH_UNIT, unsaid.unit().option());
    }
    if (unsaid.unit() == EpochUnit.MILLIS && unsaid.jsonUnit() == EpochUnit.MILLIS) {
      note = note.with(SettingsNote.JSON_UNIT, EpochUnit.MILLIS.option());
    }
    if (unsaid.textZone().isPresent()) {
      return note.with(SettingsNote.TIME_ZONE, unsaid.textZone().get().getId());
    }
    return isUtc(unsaid.localZone())
        ? note
        : note.with(SettingsNote.LOCAL_ZONE, unsaid.localZone().getId());
  }

  /**
   * Returns these settings, with the zone of {@code local-timestamp-*} that the count was begun
   * with if no option sets it.
   *
   * @param begun the settings at the beginning of the count
   */
  CountSettings asBegun(SettingsNote begun) {
    Unsaid unsaid = fields.unsaid();
    if (unsaid.textZone().isPresent() || !isUtc(begun.localZone()) || isUtc(unsaid.localZone())) {
      return this;
    }
    Unsaid utc = new Unsaid(unsaid.unit(), ZoneOffset.UTC, unsaid.textZone(), unsaid.jsonUnit());
    return new CountSettings(windows, fields.with(utc), method, maxGroups);
  }

  private static boolean isUtc(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC);
  }

  /** Returns the method with its parameter, because the default may change. */
  private String methodText() {
    return method.algorithm().name().toLowerCase(Locale.ROOT)
        + (method.algorithm() == UniqueMethod.Algorithm.EXACT ? "" : ":" + method.parameter());
  }
}
