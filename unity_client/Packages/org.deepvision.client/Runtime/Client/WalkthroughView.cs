using System;
using System.Collections.Generic;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Painting;
using EnginePose = UnityEngine.Pose;

namespace DeepVision.Client
{
    /// <summary>Draws a walkthrough: the floor always, a hall while there is one, and what the visitor holds.</summary>
    internal sealed class WalkthroughView : IDisposable
    {
        private readonly Walkthrough walkthrough;
        private readonly VisitorRig rig;
        private readonly bool headset;
        private readonly GlyphTexture letters;
        private readonly FloorView floor = new FloorView();
        private readonly SheetViews sheets = new SheetViews();
        private readonly ToolView tool;
        private readonly VeilView veil = new VeilView();
        private StandingHall hall;
        private HallScene refused;

        /// <param name="walkthrough">what is drawn</param>
        /// <param name="rig">whose eye sees it</param>
        /// <param name="headset">whether that eye is tracked</param>
        /// <param name="letters">what every text is written with</param>
        public WalkthroughView(Walkthrough walkthrough, VisitorRig rig, bool headset, GlyphAtlas letters)
        {
            this.walkthrough = walkthrough;
            this.rig = rig;
            this.headset = headset;
            this.letters = new GlyphTexture(letters);
            tool = new ToolView(letters, this.letters);
            this.walkthrough.PictureFilled += OnPictureFilled;
        }

        /// <summary>Once per frame, before the walkthrough's: sends what has arrived to the graphics card.</summary>
        public void Upload()
        {
            HallScene scene = walkthrough.Scene;
            if (hall != null && !ReferenceEquals(hall.Scene, scene))
            {
                hall.Dispose();
                hall = null;
            }
            if (hall == null && scene != null && !ReferenceEquals(scene, refused))
            {
                Stand(scene);
            }
            hall?.Upload();
        }

        /// <summary>Once per frame, after the walkthrough's.</summary>
        public void Draw(IInputReader input)
        {
            PlaceVisitor();
            floor.Draw(rig.Eye.position.y);
            if (hall != null && ReferenceEquals(hall.Scene, walkthrough.Scene))
            {
                hall.Draw(walkthrough);
            }
            EnginePose tool = input.Tool;
            DrawSheets();
            DrawTool(tool, input.OtherHand);
            veil.Draw(walkthrough.Darkness, walkthrough.VignetteOpening);
        }

        public void Dispose()
        {
            walkthrough.PictureFilled -= OnPictureFilled;
            hall?.Dispose();
            floor.Dispose();
            sheets.Dispose();
            tool.Dispose();
            veil.Dispose();
            letters.Dispose();
        }

        /// <summary>A hall that the graphics card cannot hold is not asked for again; the visitor is told.</summary>
        private void Stand(HallScene scene)
        {
            try
            {
                hall = new StandingHall(scene, walkthrough.Store, letters);
            }
            catch (NotSupportedException error)
            {
                refused = scene;
                walkthrough.Tell(error.Message);
            }
        }

        private void PlaceVisitor()
        {
            if (headset)
            {
                rig.PlaceSpace(walkthrough.PlaySpacePosition, walkthrough.PlaySpaceYaw);
            }
            else
            {
                rig.PlaceEye(walkthrough.EyePose);
            }
        }

        private void DrawSheets()
        {
            IReadOnlyList<PlacedSheet> sheets = walkthrough.Sheets;
            for (int i = 0; i < sheets.Count; i++)
            {
                PlacedSheet placed = sheets[i];
                if (placed.IsShown)
                {
                    this.sheets.Draw(placed.Sheet, placed.Board, placed.Scale);
                }
            }
            this.sheets.Sweep();
        }

        private void DrawTool(EnginePose tool, EnginePose? other)
        {
            this.tool.DrawHands(tool, other, headset && walkthrough.NamesControls);
            if (walkthrough.Hologram != null)
            {
                this.tool.DrawProjection(tool, walkthrough.Hologram);
            }
            if (headset)
            {
                this.tool.DrawRay(tool, walkthrough.ToolRayLength);
                this.tool.DrawArc(walkthrough.TeleportArc);
            }
        }

        private void OnPictureFilled(int slot, PixelBuffer picture)
        {
            hall?.Pictures.Upload(slot, picture);
        }
    }
}
