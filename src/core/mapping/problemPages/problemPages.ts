import type { MappingProblemCode } from '../mappingProblems';
import { formPages } from './formPages';
import { mappingPages } from './mappingPages';
import { mappingsPages } from './mappingsPages';
import type { ProblemPage } from './problemPage';
import { tablePages } from './tablePages';
import { workspacePages } from './workspacePages';

/** What is told about each code: the pages in `media/problems` are made of it, and its examples are run by a test. */
export const problemPages: Readonly<Record<MappingProblemCode, ProblemPage>> = {
  ...formPages,
  ...workspacePages,
  ...mappingPages,
  ...mappingsPages,
  ...tablePages,
};
