package io.framecount.counter.combine;

import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.WantedFields;
import io.framecount.counter.frame.WantedFields.Unsaid;
import io.framecount.counter.increment.GroupName;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.util.Locale;

/**
 * What is counted and how; the same for a count from its first frame to its last.
 *
 * @param fields what frames are counted by
 * @param method how users are counted
 * @param maxGroups how many groups a window may have beside {@link GroupName#OTHER}
 */
public record CountSettings(
    Windows windows, WantedFields fields, UniqueMethod method, int maxGroups) {

  /** Whether frames are counted by groups. */
  public boolean grouped() {
    return fields.by().isPresent();
  }

  /** What has to stay the same, as text. */
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
    return unsaid.textZone().isPresent()
        ? note.with(SettingsNote.TIME_ZONE, unsaid.textZone().get().getId())
        : note;
  }

  /** Always with the parameter, whose default may be another one day. */
  private String methodText() {
    return method.algorithm().name().toLowerCase(Locale.ROOT)
        + (method.algorithm() == UniqueMethod.Algorithm.EXACT ? "" : ":" + method.parameter());
  }
}
