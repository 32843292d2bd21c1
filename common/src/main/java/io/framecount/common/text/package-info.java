/** Numbers, dates and times as people and programs write them. */
package io.framecount.common.text;
