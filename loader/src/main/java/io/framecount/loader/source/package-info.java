/** A topic of JSON as the input of a load: its records, and how far each partition is loaded. */
package io.framecount.loader.source;
