/** What an optimal power flow minimises. */
package org.flexopf.opf.objective;
