using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>Deleted rows as deletion vectors (v3), which take over what was deleted of their files before.</summary>
internal sealed class VectorDeletes(DuckDbSession duck, StatementInputs inputs, ChangeTarget target)
{
    public async Task<DeletionVectorChanges> WriteAsync(TouchedRows touched, CancellationToken cancellationToken)
    {
        var vectors = target.Table.NewDeletionVectors();
        await duck.StreamAsync(
            $"SELECT {TouchedRows.File}, {TouchedRows.Position} FROM ({touched.Places})",
            reader =>
            {
                while (reader.Read())
                    vectors.Delete(target.File(reader.GetInt32(0)), reader.GetInt64(1));
                return true;
            },
            cancellationToken);
        return await vectors.WriteAsync(cancellationToken, ReadPositionsAsync);
    }

    /// <summary>Position delete files of the time before the table was upgraded.</summary>
    private async Task<IEnumerable<long>> ReadPositionsAsync(DataFile deletes, string dataFile, CancellationToken cancellationToken)
    {
        var path = (await inputs.OpenAsync(deletes.Path, cancellationToken)).Path;
        return await duck.QueryAsync(
            $"SELECT pos FROM ({PositionDeletes.Read([path], deletes.RecordCount)}) WHERE file_path = {Quote.Text(dataFile)}", reader => reader.GetInt64(0), cancellationToken);
    }
}
