package io.framecount.loader.convert;

import io.framecount.common.json.KeyTable;
import io.framecount.common.json.StringText;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.Rejection.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Avro enum: the string that is a symbol; any other string is the enum's default, if it has one,
 * and is counted. The first {@value #TEXTS_KEPT} such strings are counted apart.
 */
final class EnumNode implements Node {
  private static final int NO_DEFAULT = -1;
  private static final int TEXTS_KEPT = 10;
  private static final int LONGEST_KEPT = 100;

  private final List<String> symbols;
  private final KeyTable indexes;
  private final int defaultIndex;
  private final ChangeLog changes;
  private final ChangeLog.Place place;
  private final ChangeLog.Site otherTexts;
  private final List<byte[]> texts = new ArrayList<>();
  private final List<ChangeLog.Site> byText = new ArrayList<>();

  /**
   * @param defaultSymbol replaces text that is not a symbol; null to refuse it
   */
  EnumNode(List<String> symbols, String defaultSymbol, ChangeLog changes, ChangeLog.Place place) {
    this.symbols = List.copyOf(symbols);
    Map<String, Integer> bySymbol = new HashMap<>();
    symbols.forEach(symbol -> bySymbol.put(symbol, bySymbol.size()));
    this.indexes = new KeyTable(bySymbol, false);
    this.changes = changes;
    this.place = place;
    this.otherTexts = changes.site(Kind.REPLACED, place, null);
    this.defaultIndex = defaultSymbol == null ? NO_DEFAULT : symbols.indexOf(defaultSymbol);
  }

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (!line.readText(at, this)) {
      return false;
    }
    int index = indexes.find(line.text.bytes(), line.text.start(), line.text.end());
    if (index == indexes.unknown()) {
      if (line.exact || defaultIndex == NO_DEFAULT) {
        return line.fail(Reason.UNKNOWN_SYMBOL, at, this);
      }
      index = defaultIndex;
      line.changes.note(replaced(line.text));
    }
    out.writeLong(index);
    return true;
  }

  private ChangeLog.Site replaced(StringText text) {
    for (int i = 0; i < texts.size(); i++) {
      if (text.is(texts.get(i))) {
        return byText.get(i);
      }
    }
    if (texts.size() == TEXTS_KEPT || text.length() > LONGEST_KEPT) {
      return otherTexts;
    }
    texts.add(Arrays.copyOfRange(text.bytes(), text.start(), text.end()));
    byText.add(changes.site(Kind.REPLACED, place, text.toString()));
    return byText.get(byText.size() - 1);
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", symbols);
  }
}
