// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Nothing of its own: carries the headers that ElanusTargets.cmake has compiled in advance.
