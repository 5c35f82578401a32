/** Studies: one case with many draws of loads, weather, prices and outages, and the figures that are kept of each. */
package org.flexopf.scenario;
