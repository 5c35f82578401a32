/** Text of files: the one place that turns bytes into characters. */
package org.flexopf.text;
