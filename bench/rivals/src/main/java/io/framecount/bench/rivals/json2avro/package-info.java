/** Loading with allegro's json-avro-converter. */
package io.framecount.bench.rivals.json2avro;
