/** What is said on stderr as objects, for programs; loaded by who asks for it only. */
package io.framecount.common.log;
