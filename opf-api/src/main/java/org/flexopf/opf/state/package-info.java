/** What a network does: voltages, flows, and what every device injects. */
package org.flexopf.opf.state;
