package io.framecount.common.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  @Test
  void tellsWhatCameWhatWentAndWhatChanged() {
    assertThat(
            lines(
                "{'name':'gone','type':'long'},{'name':'x','type':'int','default':1}",
                "{'name':'x','type':'long','default':2},{'name':'come','type':'string','default':'?'}"))
        .containsExactly(
            "~ x int → long",
            "~ x default: 1 → 2",
            "+ come string, default \"?\"",
            "- gone long, no default");
  }

  @Test
  void knowsAFieldByItsAlias() {
    assertThat(lines("{'name':'was','type':'int'}", "{'name':'is','type':'int','aliases':['was']}"))
        .containsExactly("~ is was named was, which is an alias now");
  }

  @Test
  void tellsAliasesThatCameOrWent() {
    assertThat(
            lines(
                "{'name':'x','type':'int','aliases':['c','a']}",
                "{'name':'x','type':'int','aliases':['b','a']}"))
        .containsExactly("~ x aliases: a, c → a, b");
    assertThat(lines("{'name':'x','type':'int'}", "{'name':'x','type':'int','aliases':['y']}"))
        .containsExactly("~ x aliases: none → y");
    assertThat(
            lines(
                "{'name':'x','type':{'type':'fixed','name':'F','size':1,'aliases':['G']}}",
                "{'name':'x','type':{'type':'fixed','name':'F','size':1}}"))
        .containsExactly("~ x aliases of F: G → none");
  }

  @Test
  void seesThatValuesMeanSomethingElse() {
    List<Difference> differences =
        Differences.between(
            record("{'name':'ts','type':{'type':'long','logicalType':'timestamp-millis'}}"),
            record("{'name':'ts','type':{'type':'long','logicalType':'timestamp-micros'}}"));
    assertThat(differences)
        .containsExactly(
            new Difference(
                Difference.Kind.CHANGED,
                "ts",
                "long (timestamp-millis) → long (timestamp-micros)",
                true));
  }

  @Test
  void looksIntoNestedTypes() {
    assertThat(
            lines(
                "{'name':'d','type':['null',{'type':'record','name':'D','fields':[]}]}",
                "{'name':'d','type':['null',{'type':'record','name':'D','fields':["
                    + "{'name':'e','type':{'type':'array','items':'int'}}]}]}"))
        .containsExactly("+ d.e array of int, no default");
    assertThat(
            lines(
                "{'name':'e','type':{'type':'enum','name':'E','symbols':['A','B']}}",
                "{'name':'e','type':{'type':'enum','name':'E','symbols':['A','C'],'default':'A'}}"))
        .containsExactly(
            "~ e has symbol C now", "~ e lost symbol B", "~ e symbol for unknown ones: none → A");
    assertThat(
            lines(
                "{'name':'u','type':['null','int']}",
                "{'name':'u','type':['null','int','string']}"))
        .containsExactly("~ u [\"null\", \"int\"] → [\"null\", \"int\", \"string\"]");
  }

  @Test
  void findsNothingWhereNothingIs() {
    String fields = "{'name':'x','type':['null','long'],'default':null}";
    assertThat(lines(fields, fields)).isEmpty();
  }

  private static List<String> lines(String old, String next) {
    return Differences.between(record(old), record(next)).stream()
        .map(d -> "%s %s %s".formatted(d.kind().sign(), d.path(), d.text()))
        .toList();
  }

  private static Schema record(String fields) {
    String text = "{'type':'record','name':'Frame','fields':[%s]}".formatted(fields);
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
