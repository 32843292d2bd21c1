package io.framecount.common.registry;

import static io.framecount.common.registry.RegistryClientTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas that take types from other subjects. */
class ReferencesTest {
  private static final String GEO =
      "{'type':'record','name':'x.Geo','fields':[{'name':'lat','type':'double'}]}";
  private static final String ADDRESS =
      "{'type':'record','name':'x.Address','fields':[{'name':'at','type':'x.Geo'}]}";
  private static final String FRAME =
      "{'type':'record','name':'x.Frame','fields':["
          + "{'name':'home','type':'x.Address'},{'name':'now','type':'x.Geo'}]}";
  private static final WrittenSchema.Reference TO_GEO =
      new WrittenSchema.Reference("x.Geo", "geo", 2);
  private static final WrittenSchema.Reference TO_ADDRESS =
      new WrittenSchema.Reference("x.Address", "address", 1);

  private FakeRegistry fake;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry();
    client = new RegistryClient(RegistrySettings.of(fake.url()));
    fake.answer("GET /schemas/ids/7", 200, json("frames-value", 1, 7, FRAME, TO_ADDRESS, TO_GEO));
    fake.answer(
        "GET /subjects/frames-value/versions/latest",
        200,
        json("frames-value", 1, 7, FRAME, TO_ADDRESS, TO_GEO));
    fake.answer("GET /subjects/address/versions/1", 200, json("address", 1, 5, ADDRESS, TO_GEO));
    fake.answer("GET /subjects/geo/versions/2", 200, json("geo", 2, 4, GEO));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void areFollowedWhereverTheyLead() {
    Schema schema = client.byId(7);
    Schema address = schema.getField("home").schema();
    assertThat(address.getFullName()).isEqualTo("x.Address");
    assertThat(address.getField("at").schema()).isEqualTo(schema.getField("now").schema());
    assertThat(client.latest("frames-value").orElseThrow().schema()).isEqualTo(schema);
    assertThat(client.byId(7)).isEqualTo(schema);
    assertThat(fake.requests())
        .containsExactly(
            "GET /schemas/ids/7",
            "GET /subjects/address/versions/1",
            "GET /subjects/geo/versions/2",
            "GET /subjects/frames-value/versions/latest");
  }

  @Test
  void areSentAlong() {
    WrittenSchema written =
        client.parse(FRAME.replace('\'', '"'), List.of(TO_ADDRESS, TO_GEO), "schema f.avsc");
    fake.answer("GET /subjects/s/versions/latest", 404, error(40401, "no subject"));
    fake.answer("POST /subjects/s/versions", 200, "{\"id\":9}");
    fake.answer("POST /subjects/s", 200, json("s", 1, 9, FRAME, TO_ADDRESS, TO_GEO));

    RegisteredSchema registered = client.register("s", written);
    assertThat(registered).isEqualTo(new RegisteredSchema("s", 1, 9, written));
    assertThat(fake.bodies())
        .hasSize(2)
        .allSatisfy(
            body ->
                assertThat(body)
                    .contains("\"schemaType\":\"AVRO\"")
                    .contains(
                        "\"references\":[{\"name\":\"x.Address\",\"subject\":\"address\",\"version\":1},"
                            + "{\"name\":\"x.Geo\",\"subject\":\"geo\",\"version\":2}]"));
  }

  @Test
  void thatLeadNowhereAreTold() {
    fake.answer("GET /subjects/geo/versions/2", 404, error(40402, "Version not found"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessage(
            "x.Address in address version 1 refers to x.Geo in geo version 2, which the registry at"
                + " %s lacks",
            fake.url())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  @Test
  void thatGiveAnotherTypeAreTold() {
    fake.answer("GET /subjects/geo/versions/2", 200, json("geo", 2, 4, "'string'"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessageContaining("can't be used: Undefined schema: x.Geo")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  private static String json(
      String subject, int version, int id, String schema, WrittenSchema.Reference... references) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("subject", subject).put("version", version).put("id", id);
    json.put("schema", schema.replace('\'', '"'));
    ArrayNode list = json.putArray("references");
    for (WrittenSchema.Reference reference : references) {
      list.addObject()
          .put("name", reference.name())
          .put("subject", reference.subject())
          .put("version", reference.version());
    }
    return json.toString();
  }
}
