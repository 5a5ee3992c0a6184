using System;

namespace UnityEngine
{
    /// <summary>mRC: row R, column C; stored column by column.</summary>
    public struct Matrix4x4 : IEquatable<Matrix4x4>
    {
        public float m00, m10, m20, m30;
        public float m01, m11, m21, m31;
        public float m02, m12, m22, m32;
        public float m03, m13, m23, m33;

        public Matrix4x4(Vector4 column0, Vector4 column1, Vector4 column2, Vector4 column3)
            : this()
        {
            SetColumn(0, column0);
            SetColumn(1, column1);
            SetColumn(2, column2);
            SetColumn(3, column3);
        }

        public static Matrix4x4 identity
        {
            get { return new Matrix4x4 { m00 = 1, m11 = 1, m22 = 1, m33 = 1 }; }
        }

        public static Matrix4x4 zero => new Matrix4x4();
        public Matrix4x4 inverse => Inverse(this);

        public Matrix4x4 transpose
        {
            get
            {
                Matrix4x4 turned = zero;
                for (int row = 0; row < 4; row++)
                {
                    turned.SetRow(row, GetColumn(row));
                }

                return turned;
            }
        }

        public Quaternion rotation
        {
            get
            {
                Vector3 x = ((Vector3)GetColumn(0)).normalized;
                Vector3 y = ((Vector3)GetColumn(1)).normalized;
                Vector3 z = ((Vector3)GetColumn(2)).normalized;
                float w = Mathf.Sqrt(Mathf.Max(0, 1 + x.x + y.y + z.z)) / 2;
                float i = Mathf.Sqrt(Mathf.Max(0, 1 + x.x - y.y - z.z)) / 2;
                float j = Mathf.Sqrt(Mathf.Max(0, 1 - x.x + y.y - z.z)) / 2;
                float k = Mathf.Sqrt(Mathf.Max(0, 1 - x.x - y.y + z.z)) / 2;
                if (w > 0.01f)
                {
                    float scale = 0.25f / w;
                    return new Quaternion((y.z - z.y) * scale, (z.x - x.z) * scale, (x.y - y.x) * scale, w).normalized;
                }

                // A half turn: the signs come from the products instead.
                if (i >= j && i >= k)
                {
                    return new Quaternion(i, (y.x + x.y) / (4 * i), (z.x + x.z) / (4 * i), (y.z - z.y) / (4 * i));
                }

                if (j >= k)
                {
                    return new Quaternion((y.x + x.y) / (4 * j), j, (z.y + y.z) / (4 * j), (z.x - x.z) / (4 * j));
                }

                return new Quaternion((z.x + x.z) / (4 * k), (z.y + y.z) / (4 * k), k, (x.y - y.x) / (4 * k));
            }
        }

        public Vector3 lossyScale
        {
            get
            {
                return new Vector3(
                    ((Vector3)GetColumn(0)).magnitude,
                    ((Vector3)GetColumn(1)).magnitude,
                    ((Vector3)GetColumn(2)).magnitude);
            }
        }

        public float this[int row, int column]
        {
            get { return Row(row, column, null); }
            set { Row(row, column, value); }
        }

        public float this[int index]
        {
            get { return Row(index % 4, index / 4, null); }
            set { Row(index % 4, index / 4, value); }
        }

        public Vector4 GetColumn(int index)
        {
            return new Vector4(this[0, index], this[1, index], this[2, index], this[3, index]);
        }

        public Vector4 GetRow(int index)
        {
            return new Vector4(this[index, 0], this[index, 1], this[index, 2], this[index, 3]);
        }

        public Vector3 GetPosition() { return new Vector3(m03, m13, m23); }

        public void SetColumn(int index, Vector4 column)
        {
            this[0, index] = column.x;
            this[1, index] = column.y;
            this[2, index] = column.z;
            this[3, index] = column.w;
        }

        public void SetRow(int index, Vector4 row)
        {
            this[index, 0] = row.x;
            this[index, 1] = row.y;
            this[index, 2] = row.z;
            this[index, 3] = row.w;
        }

        public Vector3 MultiplyPoint(Vector3 point)
        {
            Vector4 moved = this * new Vector4(point.x, point.y, point.z, 1);
            return new Vector3(moved.x / moved.w, moved.y / moved.w, moved.z / moved.w);
        }

        public Vector3 MultiplyPoint3x4(Vector3 point)
        {
            Vector4 moved = this * new Vector4(point.x, point.y, point.z, 1);
            return moved;
        }

        public Vector3 MultiplyVector(Vector3 vector)
        {
            return this * new Vector4(vector.x, vector.y, vector.z, 0);
        }

        public static Matrix4x4 Scale(Vector3 vector)
        {
            return new Matrix4x4 { m00 = vector.x, m11 = vector.y, m22 = vector.z, m33 = 1 };
        }

        public static Matrix4x4 Translate(Vector3 vector)
        {
            Matrix4x4 moved = identity;
            moved.SetColumn(3, new Vector4(vector.x, vector.y, vector.z, 1));
            return moved;
        }

        public static Matrix4x4 Rotate(Quaternion q)
        {
            Matrix4x4 turned = identity;
            turned.SetColumn(0, q * Vector3.right);
            turned.SetColumn(1, q * Vector3.up);
            turned.SetColumn(2, q * Vector3.forward);
            return turned;
        }

        public static Matrix4x4 TRS(Vector3 pos, Quaternion q, Vector3 s)
        {
            return Translate(pos) * Rotate(q) * Scale(s);
        }

        /// <summary>Field of view in degrees, as OpenGL projects.</summary>
        public static Matrix4x4 Perspective(float fov, float aspect, float zNear, float zFar)
        {
            float focal = 1 / Mathf.Tan(fov * Mathf.Deg2Rad / 2);
            return new Matrix4x4
            {
                m00 = focal / aspect,
                m11 = focal,
                m22 = (zFar + zNear) / (zNear - zFar),
                m23 = 2 * zFar * zNear / (zNear - zFar),
                m32 = -1,
            };
        }

        public static Matrix4x4 operator *(Matrix4x4 lhs, Matrix4x4 rhs)
        {
            return new Matrix4x4(
                lhs * rhs.GetColumn(0), lhs * rhs.GetColumn(1), lhs * rhs.GetColumn(2), lhs * rhs.GetColumn(3));
        }

        public static Vector4 operator *(Matrix4x4 lhs, Vector4 vector)
        {
            return new Vector4(
                lhs.m00 * vector.x + lhs.m01 * vector.y + lhs.m02 * vector.z + lhs.m03 * vector.w,
                lhs.m10 * vector.x + lhs.m11 * vector.y + lhs.m12 * vector.z + lhs.m13 * vector.w,
                lhs.m20 * vector.x + lhs.m21 * vector.y + lhs.m22 * vector.z + lhs.m23 * vector.w,
                lhs.m30 * vector.x + lhs.m31 * vector.y + lhs.m32 * vector.z + lhs.m33 * vector.w);
        }

        public static bool operator ==(Matrix4x4 lhs, Matrix4x4 rhs) { return lhs.Equals(rhs); }
        public static bool operator !=(Matrix4x4 lhs, Matrix4x4 rhs) { return !lhs.Equals(rhs); }

        public bool Equals(Matrix4x4 other)
        {
            for (int column = 0; column < 4; column++)
            {
                if (!GetColumn(column).Equals(other.GetColumn(column)))
                {
                    return false;
                }
            }

            return true;
        }

        public override bool Equals(object other) { return other is Matrix4x4 matrix && Equals(matrix); }

        public override int GetHashCode()
        {
            return (GetColumn(0), GetColumn(1), GetColumn(2), GetColumn(3)).GetHashCode();
        }

        public override string ToString() { return $"{GetRow(0)}\n{GetRow(1)}\n{GetRow(2)}\n{GetRow(3)}"; }

        /// <summary>Sixteen numbers, row by row.</summary>
        internal float[] Rows()
        {
            float[] rows = new float[16];
            for (int index = 0; index < 16; index++)
            {
                rows[index] = this[index / 4, index % 4];
            }

            return rows;
        }

        private static Matrix4x4 Inverse(Matrix4x4 matrix)
        {
            // Gauss-Jordan with the largest pivot, in double.
            double[,] work = new double[4, 8];
            for (int row = 0; row < 4; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    work[row, column] = matrix[row, column];
                    work[row, column + 4] = row == column ? 1 : 0;
                }
            }

            for (int step = 0; step < 4; step++)
            {
                int pivot = step;
                for (int row = step + 1; row < 4; row++)
                {
                    pivot = Math.Abs(work[row, step]) > Math.Abs(work[pivot, step]) ? row : pivot;
                }

                if (work[pivot, step] == 0)
                {
                    return zero;
                }

                for (int column = 0; column < 8; column++)
                {
                    double kept = work[step, column];
                    work[step, column] = work[pivot, column];
                    work[pivot, column] = kept;
                }

                double scale = work[step, step];
                for (int column = 0; column < 8; column++)
                {
                    work[step, column] /= scale;
                }

                for (int row = 0; row < 4; row++)
                {
                    double share = row == step ? 0 : work[row, step];
                    for (int column = 0; column < 8 && share != 0; column++)
                    {
                        work[row, column] -= share * work[step, column];
                    }
                }
            }

            Matrix4x4 inverted = zero;
            for (int row = 0; row < 4; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    inverted[row, column] = (float)work[row, column + 4];
                }
            }

            return inverted;
        }

        private float Row(int row, int column, float? value)
        {
            switch (row + column * 4)
            {
                case 0: return m00 = value ?? m00;
                case 1: return m10 = value ?? m10;
                case 2: return m20 = value ?? m20;
                case 3: return m30 = value ?? m30;
                case 4: return m01 = value ?? m01;
                case 5: return m11 = value ?? m11;
                case 6: return m21 = value ?? m21;
                case 7: return m31 = value ?? m31;
                case 8: return m02 = value ?? m02;
                case 9: return m12 = value ?? m12;
                case 10: return m22 = value ?? m22;
                case 11: return m32 = value ?? m32;
                case 12: return m03 = value ?? m03;
                case 13: return m13 = value ?? m13;
                case 14: return m23 = value ?? m23;
                case 15: return m33 = value ?? m33;
                default: throw new IndexOutOfRangeException("Invalid matrix index!");
            }
        }
    }
}
