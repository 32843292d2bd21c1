/** What the page costs with a year of minutes and many viewers. */
package io.framecount.bench.page;
