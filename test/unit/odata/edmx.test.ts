import assert from 'node:assert/strict';
import type { EdmModel } from '../../../src/connectors/odata/edmx';
import { must } from '../../../src/core/assert';
import { parseEdmx } from '../../../src/connectors/odata/edmx';

suite('reading a metadata document', () => {
  test('gives entity sets with their types', () => {
    const { entitySets } = read(`<EntityType Name="item" />`, `<EntitySet Name="items" EntityType="NS.item" />`);
    assert.deepEqual(entitySets, [{ name: 'items', type: 'NS.item' }]);
  });

  test('gives the key in order, and properties with their limits', () => {
    const { entityTypes } = read(`
      <EntityType Name="line">
        <Key><PropertyRef Name="Document_No" /><PropertyRef Name="Line_No" /></Key>
        <Property Name="Document_No" Type="Edm.String" Nullable="false" MaxLength="20" />
        <Property Name="Line_No" Type="Edm.Int32" />
        <Property Name="Text" Type="Edm.String" MaxLength="max" />
        <Property Name="Amount" Type="Edm.Decimal" Precision="18" Scale="Variable" />
      </EntityType>`);
    const line = must(entityTypes.get('NS.line'), 'line');
    assert.deepEqual(line.key, ['Document_No', 'Line_No']);
    assert.deepEqual(
      line.properties.map(({ name, type, nullable, maxLength, precision, scale }) => [
        name,
        type,
        nullable,
        maxLength ?? precision,
        scale,
      ]),
      [
        ['Document_No', 'Edm.String', false, 20, undefined],
        ['Line_No', 'Edm.Int32', true, undefined, undefined],
        ['Text', 'Edm.String', true, undefined, undefined],
        ['Amount', 'Edm.Decimal', true, 18, undefined],
      ],
    );
  });

  test('gives what base types have first, and does not run in circles', () => {
    const { entityTypes } = read(`
      <EntityType Name="base"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.Guid" /></EntityType>
      <EntityType Name="person" BaseType="NS.base"><Property Name="name" Type="Edm.String" /></EntityType>
      <EntityType Name="loop" BaseType="NS.loop"><Property Name="x" Type="Edm.String" /></EntityType>`);
    assert.deepEqual(entityTypes.get('NS.person')?.key, ['id']);
    assert.deepEqual(
      entityTypes.get('NS.person')?.properties.map(({ name }) => name),
      ['id', 'name'],
    );
    assert.equal(entityTypes.get('NS.loop')?.properties.length, 1);
  });

  test('gives the members of enumerations, counted where they have no value, their names decoded', () => {
    const { enums } = read(`
      <EnumType Name="kind"><Member Name="_x0020_" /><Member Name="A&amp;B" /><Member Name="C" Value="9" /></EnumType>`);
    assert.deepEqual(enums.get('NS.kind'), [
      { name: '_x0020_', value: '0' },
      { name: 'A&B', value: '1' },
      { name: 'C', value: '9' },
    ]);
  });

  test('gives annotations that say yes or no', () => {
    const { entityTypes } = read(`
      <EntityType Name="item"><Property Name="a" Type="Edm.String">
        <Annotation Term="NAV.AllowEdit" Bool="false" /><Annotation Term="Core.Computed" /><Annotation Term="Label" String="x" />
      </Property></EntityType>`);
    assert.deepEqual(
      [...(entityTypes.get('NS.item')?.properties[0]?.flags ?? [])],
      [
        ['NAV.AllowEdit', false],
        ['Core.Computed', true],
      ],
    );
  });

  test('gives annotations that name members, written as a child or as an attribute', () => {
    const { entityTypes } = read(`
      <EntityType Name="item"><Property Name="a" Type="Edm.String">
        <Annotation Term="P"><EnumMember>V1.Permission/Read</EnumMember></Annotation>
        <Annotation Term="Q" EnumMember="V1.Permission/Read V1.Permission/Write" />
      </Property></EntityType>`);
    assert.deepEqual(
      [...(entityTypes.get('NS.item')?.properties[0]?.choices ?? [])],
      [
        ['P', ['Read']],
        ['Q', ['Read', 'Write']],
      ],
    );
  });

  test('follows aliases of namespaces, inside collections too', () => {
    const { entityTypes } = read(`
      <EntityType Name="item"><Property Name="a" Type="S.kind" /><Property Name="b" Type="Collection(S.kind)" /></EntityType>`);
    assert.deepEqual(
      entityTypes.get('NS.item')?.properties.map(({ type }) => type),
      ['NS.kind', 'Collection(NS.kind)'],
    );
  });

  test('refuses what is no metadata, and what declares entities', () => {
    for (const text of ['', 'not xml', '<html><body>Sign in</body></html>', '{"value":[]}']) {
      assert.equal(parseEdmx(text), undefined, text);
    }
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${document('')}`;
    assert.equal(parseEdmx(bomb), undefined);
  });
});

function read(types: string, sets = ''): EdmModel {
  return must(parseEdmx(document(types, sets)), 'model');
}

function document(types: string, sets = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="NS" Alias="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types}
    <EntityContainer Name="C">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}
