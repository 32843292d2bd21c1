/** Apicurio Registry as a child process that cannot outlive this one. */
package io.framecount.local.registry;
