/**
 * Systems of transmission and distribution drawn from statistics of a region:
 * {@link org.flexopf.coordination.synthetic.RegionGenerator} is where to begin.
 */
package org.flexopf.coordination.synthetic;
