/** Serves the page, its data and its events over HTTP; here, and only here, is Jetty. */
package io.framecount.counter.ui.serve;
