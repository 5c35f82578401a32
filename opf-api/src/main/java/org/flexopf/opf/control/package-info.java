/** Tap changers, phase shifters and switchable shunts as decisions, and the settings that follow from a solution. */
package org.flexopf.opf.control;
